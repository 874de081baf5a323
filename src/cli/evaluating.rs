//! `evaluate`: how well articles are read, against a gold file of the user's own.

use super::reading::{ReadArgs, readings};
use super::{Done, stopped};
use crate::evaluate;
use crate::files;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// The arguments of `evaluate`.
#[derive(Args)]
pub(super) struct EvaluateArgs {
    /// The gold file: one article a line, JSON.
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// The governorates that count.
    #[arg(long, value_name = "AREA", value_delimiter = ',', default_values_t = ["aleppo".to_owned(), "daraa".to_owned()])]
    area: Vec<String>,
    /// How many misses and extras to show, each.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    errors: usize,
    /// Read the articles again under worse conditions, and print the drop.
    #[arg(long)]
    drills: bool,
    /// Write how often each rule was right: the table that confidence is worked out from.
    #[arg(long, value_name = "FILE.tsv")]
    rules: Option<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

/// Reads the articles and prints how they compare.
pub(super) fn evaluate(args: &EvaluateArgs) -> Done {
    let name = args.gold.display();
    let bytes = files::table(&args.gold).map_err(|refusal| refusal.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{name}: expected UTF-8 text"))?;
    let gold = evaluate::parse(&text).map_err(|fault| format!("{name}: {fault}"))?;
    let all = readings(&args.read)?;
    let evaluation = evaluate::evaluate(&gold, &all.read, &all.knowledge.gazetteer, &args.area);
    let mut report = evaluate::print(&evaluation, args.errors);
    if args.drills {
        report += &evaluate::print_drills(&evaluate::drills(&gold, &all.read, &all.knowledge, &args.area));
    }
    if let Some(file) = &args.rules {
        let table = evaluation.rule_stats().table();
        files::write(file, table.as_bytes()).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let mut out = io::stdout().lock();
    match out.write_all(report.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(all.status),
        Err(error) => stopped(&error),
    }
}
