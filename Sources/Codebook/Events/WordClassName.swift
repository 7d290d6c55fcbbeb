/// The word classes that the program itself looks up. `events/word-classes.tsv` has to have each of them: one that is
/// renamed or dropped is refused when the tables are loaded.
package enum WordClassName: String, CaseIterable, Sendable {
  /// Nouns that name a state of affairs, which nobody is helped by.
  case abstract = "ABSTRACT"
  /// First words of prepositions that name no side: "according to".
  case aside = "ASIDE"
  /// Prepositions of what is only a circumstance: "despite".
  case circumstance = "CIRCUMSTANCE"
  /// Prepositions of what a verb is about.
  case complementing = "COMPLEMENTING"
  /// Verbs that games share with wars.
  case contest = "CONTEST"
  /// Verbs of harm; "not" makes help of them.
  case harmVerb = "HARM_VERB"
  /// Verbs of help; "not" makes harm of them.
  case helpVerb = "HELP_VERB"
  /// Verbs that say little beside an event noun: "launched an attack".
  case light = "LIGHT"
  /// What the name of an agreement stands for.
  case namedAgreement = "NAMED_AGREEMENT"
  /// Nouns of wars that tell when something else was.
  case namedWar = "NAMED_WAR"
  /// Prepositions of when or amid what something was.
  case occasion = "OCCASION"
  /// Nouns of how what was done came out.
  case outcome = "OUTCOME"
  /// Verbs of taking part in what a noun names: "entered talks".
  case participation = "PARTICIPATION"
  /// Verbs whose object is only planned.
  case planning = "PLANNING"
  /// Verbs that a clause before them may be the words of.
  case quoted = "QUOTED"
  /// Words of games.
  case sport = "SPORT"
  /// Pronouns that may stand for a side.
  case thirdPerson = "THIRD_PERSON"
  /// Verbs that share a topic with whom "with" names.
  case topicVerb = "TOPIC_VERB"
  /// Verbs that need an object.
  case transitive = "TRANSITIVE"
  /// Nouns that stand for what they are of: "a series of attacks".
  case transparent = "TRANSPARENT"
  /// Nouns whose possessor is whom it is done to.
  case undergone = "UNDERGONE"
  /// Nouns after which "of" names whom it is done to.
  case victim = "VICTIM"
  /// Verbs of how the subject sees something.
  case viewing = "VIEWING"
}
