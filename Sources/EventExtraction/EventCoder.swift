import Codebook
import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Codes the PLOVER events of a document from its parse, by frames that name what a word means in which surrounding.
///
/// The events come without dates. Every event's evidence names the rule, the clause, and the rows of knowledge that
/// made it.
public struct EventCoder: Sendable {
  package let codebook: EventCodebook
  /// Nil where the program was built without trained weights.
  let model: CategoryModel?

  /// The name of the weights that `train-classifier` writes.
  static let modelName = "events/category-model.bin"

  /// Loads the knowledge that ships with the program and what is laid over it.
  ///
  /// - Throws: `ResourceError` with file and line where a table is malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    codebook = try EventCodebook(knowledge)
    model = try EmbeddedTables.bytes(of: Self.modelName).map { try CategoryModel(name: Self.modelName, bytes: $0) }
  }

  /// The same coder with other frames.
  package init(_ other: EventCoder, codebook: EventCodebook) {
    self.codebook = codebook
    model = other.model
  }

  /// The events of `document` in document order.
  ///
  /// - Parameter mentions: the actors found in the document; those without passage and tokens are passed over.
  /// - Complexity: linear in the document for sentences of bounded length.
  public func events(in document: AnalysedDocument, mentions: [ActorMention]) -> [Event] {
    var byPassage = [[ActorMention]](repeating: [], count: document.passages.count)
    for mention in mentions {
      if let passage = mention.passage, passage < byPassage.count { byPassage[passage].append(mention) }
    }
    let dyads = DocumentDyad(mentions: mentions, passages: document.passages)
    var events: [Event] = []
    for (number, passage) in document.passages.enumerated() {
      let coder = PassageCoder(
        codebook: codebook, passage: passage, number: number, mentions: byPassage[number], dyad: dyads)
      events += coder.events()
    }
    DiscoursePartner.complete(&events)
    return events
  }
}
