import SourceTexts

/// One token of an analysed text, with what the language model says of it.
///
/// Tags, relations and entity types are the model's own labels: for the English pipelines Penn Treebank tags,
/// ClearNLP dependencies (`nsubj`, `dobj`, `pobj`, `nsubjpass`, `agent`, …), universal parts of speech and
/// OntoNotes entity types (`GPE`, `PERSON`, `NORP`, `ORG`, `DATE`, …).
public struct Token: Sendable, Hashable {
  public var text: String
  /// Where it stands in the document.
  public var span: Span
  /// Whether one blank follows.
  public var hasSpaceAfter: Bool
  public var lemma: String
  /// Fine-grained tag: `VBD`, `NNP`.
  public var tag: String
  /// Universal part of speech: `VERB`, `PROPN`; empty where the model gave none.
  public var partOfSpeech: String
  /// Universal features, `Number=Sing|Tense=Past`; empty where there are none.
  public var morphology: String
  /// Relation to the head: `nsubj`; `ROOT` for the head of a sentence.
  public var relation: String
  /// Index of the head in the same passage; a root is its own head.
  public var head: Int
  public var startsSentence: Bool
  public var entityBoundary: EntityBoundary
  /// Empty outside entities.
  public var entityType: String

  public init(
    text: String, span: Span, hasSpaceAfter: Bool = true, lemma: String, tag: String, partOfSpeech: String,
    morphology: String = "", relation: String, head: Int, startsSentence: Bool = false,
    entityBoundary: EntityBoundary = .outside, entityType: String = ""
  ) {
    self.text = text
    self.span = span
    self.hasSpaceAfter = hasSpaceAfter
    self.lemma = lemma
    self.tag = tag
    self.partOfSpeech = partOfSpeech
    self.morphology = morphology
    self.relation = relation
    self.head = head
    self.startsSentence = startsSentence
    self.entityBoundary = entityBoundary
    self.entityType = entityType
  }
}

/// Where a token stands in a named entity.
public enum EntityBoundary: String, Sendable, Hashable {
  case begin = "B"
  case inside = "I"
  case outside = "O"
}

/// A named entity: a run of tokens and its type.
public struct NamedEntity: Sendable, Hashable {
  /// Token indices in the passage.
  public var tokens: Range<Int>
  public var type: String

  public init(tokens: Range<Int>, type: String) {
    self.tokens = tokens
    self.type = type
  }
}
