import Findings
import SourceTexts

/// A set of event data: rows that say who did what to whom and when, without words that show it.
public struct DataSet: Sendable {
  /// Of the whole file; it names the set in every archive, and its rows with it.
  public var digest: ContentDigest
  public var metadata: DocumentMetadata
  public var format: DocumentFormat
  /// As the user named them.
  public var files: [String]
  /// What read the rows, and by which codebook.
  public var versions: CoderVersions

  public init(
    digest: ContentDigest, metadata: DocumentMetadata = DocumentMetadata(), format: DocumentFormat = .csv,
    files: [String], versions: CoderVersions
  ) {
    self.digest = digest
    self.metadata = metadata
    self.format = format
    self.files = files
    self.versions = versions
  }
}

/// One row of a ``DataSet``.
public struct DataSetRow: Sendable, Hashable {
  /// A side of an event.
  public struct Party: Sendable, Hashable {
    /// Nil where the set's code stands for nobody that is known.
    public var code: ActorCode?
    public var sector: Sector?
    /// As the set names it.
    public var name: String
    /// The actor's key in the knowledge files, where it is known.
    public var identifier: String?
    /// The state that it was at the time, where that is more than its code says.
    public var entity: String?

    public init(
      code: ActorCode?, sector: Sector? = nil, name: String, identifier: String? = nil, entity: String? = nil
    ) {
      self.code = code
      self.sector = sector
      self.name = name
      self.identifier = identifier
      self.entity = entity
    }
  }

  public var category: PloverCategory
  public var modes: [String]
  public var contexts: [String]
  public var actors: [Party]
  public var recipients: [Party]
  public var date: HistoricalDate?
  public var status: EventStatus
  /// From −10 to +10; nil for the category's.
  public var scale: Double?
  public var location: EventLocation?
  /// In 0...1.
  public var confidence: Double

  public init(
    category: PloverCategory, modes: [String] = [], contexts: [String] = [], actors: [Party], recipients: [Party] = [],
    date: HistoricalDate?, status: EventStatus = .occurred, scale: Double? = nil, location: EventLocation? = nil,
    confidence: Double = 1
  ) {
    self.category = category
    self.modes = modes
    self.contexts = contexts
    self.actors = actors
    self.recipients = recipients
    self.date = date
    self.status = status
    self.scale = scale
    self.location = location
    self.confidence = confidence
  }

  /// The rule that such rows bear.
  public static let rule: RuleIdentifier = "data-set.row"

  /// The row as an event whose spans mean nothing.
  var event: Event {
    let nowhere = Span(0, 0)
    func mention(_ party: Party) -> ActorMention {
      var mention = ActorMention(
        code: party.code, sector: party.sector, name: party.name, identifier: party.identifier,
        evidence: Evidence(span: nowhere, rule: Self.rule, confidence: confidence))
      mention.entity = party.entity
      return mention
    }
    return Event(
      category: category, modes: modes, contexts: contexts, actors: actors.map(mention),
      recipients: recipients.map(mention), date: date, status: status, trigger: nowhere, scale: scale,
      evidence: Evidence(span: nowhere, rule: Self.rule, confidence: confidence), location: location)
  }
}
