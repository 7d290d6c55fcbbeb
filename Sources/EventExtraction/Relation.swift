import Linguistics

/// The ClearNLP dependency relations that the event coder looks at.
enum Relation: UInt8 {
  case subject, passiveSubject, clausalSubject, object, dative, agent, preposition, prepositionalObject,
    prepositionalClause, openComplement, clausalComplement, adverbialClause, adjectivalClause, relativeClause,
    conjunct, coordinator, possessor, adjective, compound, nounModifier, apposition, auxiliary, passiveAuxiliary,
    negation, marker, attribute, adjectivalComplement, objectPredicate, particle, determiner, adverb, parataxis, root,
    other

  init(_ label: String) {
    switch label {
    case "nsubj": self = .subject
    case "nsubjpass": self = .passiveSubject
    case "csubj", "csubjpass": self = .clausalSubject
    case "dobj": self = .object
    case "dative": self = .dative
    case "agent": self = .agent
    case "prep": self = .preposition
    case "pobj": self = .prepositionalObject
    case "pcomp": self = .prepositionalClause
    case "xcomp": self = .openComplement
    case "ccomp": self = .clausalComplement
    case "advcl": self = .adverbialClause
    case "acl": self = .adjectivalClause
    case "relcl": self = .relativeClause
    case "conj": self = .conjunct
    case "cc": self = .coordinator
    case "poss": self = .possessor
    case "amod": self = .adjective
    case "compound": self = .compound
    case "nmod", "nummod": self = .nounModifier
    case "appos": self = .apposition
    case "aux": self = .auxiliary
    case "auxpass": self = .passiveAuxiliary
    case "neg": self = .negation
    case "mark": self = .marker
    case "attr": self = .attribute
    case "acomp": self = .adjectivalComplement
    case "oprd": self = .objectPredicate
    case "prt": self = .particle
    case "det", "predet": self = .determiner
    case "advmod", "npadvmod": self = .adverb
    case "parataxis": self = .parataxis
    case "ROOT": self = .root
    default: self = .other
    }
  }
}

/// What a token can be the trigger of.
enum WordKind: UInt8 {
  case verb, noun, adjective, other

  init(_ token: Token) {
    switch token.partOfSpeech {
    case "VERB": self = .verb
    case "AUX": self = token.lemma == "be" || token.tag == "MD" ? .other : .verb
    case "NOUN", "PROPN": self = .noun
    case "ADJ": self = token.tag == "VBN" || token.tag == "VBG" ? .verb : .adjective
    default: self = .other
    }
  }
}
