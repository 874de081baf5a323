//! The sample, and the articles that were set aside.

use super::App;
use super::comparing::BesideDerived;
use super::reviewing::Reviewing;
use crate::command::Command;
use crate::project::Project;
use crate::ui::Notice;
use crate::ui::report::Report;

impl App {
    pub(super) fn leave_sample(&mut self) {
        if let Some(aside) = self.aside.take() {
            self.replace(&aside);
            self.load.sample = false;
            self.fit();
        }
    }

    pub(super) fn new_project(&mut self) {
        if !self.load.sample && !self.project.readings().is_empty() {
            self.aside = Some(self.project.clone());
            let count = self.project.readings().len();
            self.say(Notice {
                text: format!("{count} articles were taken out."),
                offer: Some(("Bring them back", Command::LeaveSample)),
                bad: false,
            });
        }
        self.replace(&Project::default());
        (self.load.sample, self.load.report) = (false, Report::default());
        self.load.name.clear();
    }

    /// Puts other articles in the place of those at hand. Nothing that was computed from the old ones
    /// stays: a claim is named by its position in the list.
    pub(super) fn replace(&mut self, by: &Project) {
        self.project.turn_into(by);
        self.derived.since = self.project.revision();
        (self.derived.told, self.derived.picture, self.derived.fading) = (None, None, None);
        self.derived.beside = BesideDerived::default();
        (self.derived.closely, self.derived.asked_closely) = (None, None);
        self.view.comparison = None;
        self.question.according_to.clear();
        self.reviewing = Reviewing::default();
        self.load.new.clear();
        self.list(self.derived.since);
        self.select(None);
    }
}
