//! E-mails (EML): the words are an article, the sender its outlet; attached articles stand beside it.

use super::format::Format;
use super::{Draft, Reason, html, outlets, published};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

/// An e-mail.
pub(super) struct Mail {
    /// What it says itself; `None` if it only carries files.
    pub words: Option<Draft>,
    /// The articles attached to it: name and bytes.
    pub attached: Vec<(String, Vec<u8>)>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Mail, Reason> {
    let expected = || Reason::Broken { line: 1, expected: "expected the head of an e-mail".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(expected)?;
    if message.subject().is_none() && message.from().is_none() && message.date().is_none() {
        return Err(expected());
    }
    let attached = attached(&message);
    let words = draft(&message)?;
    if words.is_none() && attached.is_empty() {
        return Err(Reason::Empty);
    }
    Ok(Mail { words, attached })
}

fn draft(message: &Message<'_>) -> Result<Option<Draft>, Reason> {
    let moment = message.date().map(|date| date.to_rfc3339());
    let published = moment.as_deref().and_then(published::parse);
    let mut draft = Draft {
        id: message.message_id().map(str::to_owned),
        title: message.subject().and_then(headline),
        outlet: message.from().and_then(sender),
        url: message.header("Archived-At").and_then(|value| address(value.as_text()?)),
        published,
        unread_date: message.header_raw("Date").map(|raw| raw.trim().to_owned()).filter(|_| published.is_none()),
        ..Draft::default()
    };
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(words) if !words.trim().is_empty() => Some(words.as_ref()),
        _ => None,
    });
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    match (plain, page) {
        (Some(words), _) => {
            html::write_text("", &mut draft);
            if !draft.text.is_empty() {
                draft.text.push_str("\n\n");
            }
            draft.text.push_str(words.replace("\r\n", "\n").trim());
        }
        (None, Some(page)) => {
            html::check_depth(page)?;
            html::write_text(page, &mut draft);
        }
        (None, None) => return Ok(None),
    }
    Ok(Some(draft))
}

/// The subject without the marks of answers and of what was passed on.
fn headline(subject: &str) -> Option<String> {
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':') {
        if !["re", "fwd", "fw"].contains(&mark.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim();
    }
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// The outlet that sent it: the known one whose address it is, else the name beside the address.
fn sender(from: &Address<'_>) -> Option<String> {
    let from = from.first()?;
    let host = from.address().and_then(|address| address.rsplit('@').next());
    let known = host.and_then(|host| outlets::built_in().find(host)).map(|outlet| outlet.name.clone());
    known.or_else(|| from.name().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned))
}

fn address(header: &str) -> Option<String> {
    let address = header.trim().trim_matches(['<', '>']);
    address.starts_with("http").then(|| address.to_owned())
}

/// Attached files that a reader would open as articles; pictures and logos are none.
fn attached(message: &Message<'_>) -> Vec<(String, Vec<u8>)> {
    let named = message.attachments().enumerate().filter_map(|(index, part)| {
        if let PartType::Message(inner) = &part.body {
            return Some((format!("message-{}.eml", index + 1), inner.raw_message().to_vec()));
        }
        let name = part.attachment_name()?.rsplit(['/', '\\']).next()?.to_owned();
        Format::is_named(&name).then(|| (name, part.contents().to_vec()))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?utf-8?q?Village_Gazette?= <desk@gazette.example>\r\nTo: a@b.example\r\nSubject: Fwd: =?utf-8?q?Army_takes_Sarha?=\r\n\
        Date: Tue, 26 Jul 2016 23:30:00 +0000\r\nMessage-ID: <m1@gazette.example>\r\nArchived-At: <https://gazette.example/1>\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nTroops entered Sarha=2E The caf=E9 was emp=\r\nty.\r\n--b\r\n\
        Content-Type: image/png; name=\"logo.png\"\r\nContent-Disposition: attachment; filename=\"logo.png\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b\r\nContent-Type: text/plain; name=\"b.txt\"\r\n\
        Content-Disposition: attachment; filename=\"../b.txt\"\r\n\r\nRebels left the village.\r\n--b--\r\n";

    #[test]
    fn an_e_mail_is_an_article_with_those_attached() {
        let mail = read(MAIL.as_bytes()).unwrap();
        let words = mail.words.unwrap();
        assert_eq!(words.text, "Army takes Sarha\n\nTroops entered Sarha. The café was empty.");
        assert_eq!(
            (words.title.as_deref(), words.outlet.as_deref()),
            (Some("Army takes Sarha"), Some("Village Gazette"))
        );
        assert_eq!(
            (words.id.as_deref(), words.url.as_deref()),
            (Some("m1@gazette.example"), Some("https://gazette.example/1"))
        );
        assert_eq!(words.published.unwrap().to_string(), "2016-07-27", "the day in Damascus");
        let names: Vec<&str> = mail.attached.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b.txt"], "a logo is no article, and a name is no path");
        assert_eq!(mail.attached[0].1, b"Rebels left the village.");
    }

    #[test]
    fn a_page_without_plain_words_is_read_and_a_known_sender_is_named() {
        let mail = "From: News <info@sana.sy>\nSubject: Army takes Sarha\nDate: soon\nContent-Type: text/html\n\n<p>Troops <b>entered</b>.</p><p>They left.</p>\n";
        let words = read(mail.as_bytes()).unwrap().words.unwrap();
        assert_eq!(words.text, "Army takes Sarha\n\nTroops entered.\n\nThey left.");
        assert_eq!((words.outlet.as_deref(), words.published), (Some("SANA"), None));
        assert_eq!(words.unread_date.as_deref(), Some("soon"));
    }

    #[test]
    fn what_is_no_e_mail_is_refused() {
        assert!(read(b"Troops entered the town.").is_err());
        assert!(matches!(read(b"Subject: x\nFrom: a@b.example\n\n"), Err(Reason::Empty)));
    }
}
