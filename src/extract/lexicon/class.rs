//! Classes of words, as bits.

macro_rules! bits {
    ($($name:ident = $bit:literal $doc:literal;)*) => { $(#[doc = $doc] pub const $name: u64 = 1 << $bit;)* };
}
bits! {
    DET = 0 "the, a, this, its";
    NUMBER = 1 "Numbers and quantities: three, several.";
    MODAL = 2 "will, could, should.";
    NEGATION = 3 "not, never, no.";
    BE = 4 "Forms of be.";
    HAVE = 5 "Forms of have.";
    DO = 6 "Forms of do.";
    PREPOSITION = 7 "in, at, on.";
    RELATIVE = 8 "which, who, where.";
    SUBORDINATOR = 9 "after, while, if.";
    CONJUNCTION = 10 "and, or.";
    PRONOUN = 11 "they, it.";
    ADVERB = 12 "also, still.";
    ADJECTIVE = 13 "strategic, northern.";
    PEOPLE = 14 "civilians, residents.";
    VERB = 15 "A form of a verb that the lexicon lists.";
    DIRECTION = 16 "north, northern.";
    FORCE = 17 "Nouns of force: troops, warplanes.";
    ARMS = 18 "Nouns of arms that strike: warplanes, shells.";
    NOT_SIDE = 19 "Nouns that make a side word before them none: minister.";
    HELD = 20 "held, controlled: after a side and a hyphen.";
    BESIEGED = 21 "besieged: after a side and a hyphen, or before a place.";
    ARTICLE = 22 "al, el, ar: the Arabic article.";
    BACKING = 23 "backed, supported: opens what is skipped in a side.";
    CALENDAR = 24 "Names of days and months.";
    NAMEPART = 25 "Words inside Arabic place names: Tal, Kafr, Beit.";
    NOPLACE = 26 "Capitalised words that are no place: Syria, Monday, The.";
    FORMER = 27 "former, previously: what was so and is no more.";
}
