//! Verbs told as nouns: `the severing of the road by S`, `S's encircling of P`.

use crate::claim::Extent;
use crate::extract::frames::{Raw, Scene, Subject};
use crate::extract::lexicon::{Form, Object, Rule, Shape, Subject as Role, class};

impl Scene<'_> {
    /// The claims of a gerund with an article or an owner, whose object stands behind `of`: only where it is said
    /// whose deed it is.
    pub(in crate::extract::frames) fn gerund(&self, chunk: usize, found: &mut Vec<Raw>) {
        let range = self.row.chunks[chunk];
        let main = range.to - 1;
        if self.word(chunk + 1) != "of" || self.words.noun_at(main).is_some() {
            return;
        }
        let Some(&(lemma, _)) = self.words.forms(main).iter().find(|form| form.1 == Form::Ing) else { return };
        let owner = self.owner(chunk);
        if owner.is_none() && !(self.words.is(range.from, class::DET) && range.to > range.from + 1) {
            return;
        }
        for (index, _) in self.words.lexicon.rules_of(lemma).iter().filter(|(_, particles)| particles.is_empty()) {
            let rule = self.rule(*index);
            let places = self.gerund_places(chunk + 2, rule);
            let agent = match (owner, self.by_agent(chunk + 2)) {
                (_, Subject::Side(side)) | (Some(side), _) => Subject::Side(side),
                _ => continue,
            };
            let before = found.len();
            self.emit_noun(*index, chunk, (main, range.to), &places, agent, None, None, found);
            if found.len() > before {
                return;
            }
        }
    }

    /// What a gerund's `of` leads to.
    fn gerund_places(&self, object: usize, rule: &Rule) -> Vec<(usize, Extent)> {
        let of_object = matches!(rule.object, Object::Place | Object::Target | Object::Line);
        if rule.shape != Shape::Verb || !of_object || !matches!(rule.subject, Role::Agent | Role::Striker) {
            return Vec::new();
        }
        // `the cutting of the road to P`
        if rule.object == Object::Line && self.is_unnamed_line(object) {
            return self.cut_off(object, self.row.chunks.len());
        }
        if rule.object == Object::Line && !self.is_about_line(object - 2, object) {
            return Vec::new();
        }
        self.object_places(object, rule.object == Object::Target, rule).0
    }
}
