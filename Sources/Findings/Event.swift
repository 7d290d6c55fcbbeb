import SourceTexts

/// What the text says of an event's reality.
public enum EventStatus: String, Sendable, Codable, CaseIterable {
  case occurred
  case ongoing
  case expected
  case hypothetical
  case denied
}

/// PLOVER's auxiliary modes, which any event can have beside its category's own modes.
public enum AuxiliaryMode: String, Sendable, Codable, CaseIterable {
  case historical
  case future
  case hypothetical
  case negation
}

/// Who asserts something that the author doesn't assert himself.
public struct Attribution: Hashable, Sendable, Codable {
  /// The speaker as the text names them: "Russian sources".
  public var name: String
  public var code: ActorCode?
  public var sector: Sector?
  /// The words that name the speaker, where they stand in the text.
  public var span: Span?

  public init(name: String, code: ActorCode? = nil, sector: Sector? = nil, span: Span? = nil) {
    self.name = name
    self.code = code
    self.sector = sector
    self.span = span
  }
}

/// A PLOVER event: who did what to whom, when, and according to whom.
///
/// Mutual events (two sides meet, sign, fight each other) list every side in `actors` and leave `recipients` empty.
public struct Event: Hashable, Sendable, Codable {
  public var category: PloverCategory
  /// Modes of the category ("visit"), then auxiliary modes, in the codebook's words.
  public var modes: [String]
  /// Contexts in the codebook's words and order.
  public var contexts: [String]
  public var actors: [ActorMention]
  public var recipients: [ActorMention]
  /// Nil until the dating stage has run, and after it where the text doesn't tell.
  public var date: HistoricalDate?
  public var status: EventStatus
  public var saidBy: Attribution?
  /// The word or words that name it.
  public var trigger: Span
  /// The trigger's head word in the parse.
  public var place: TokenPlaceReference?
  /// Score from −10 to +10 (PLOVER's `event_scale`).
  public var scale: Double
  /// The clause that reports it; its span covers the trigger.
  public var evidence: Evidence
  /// Where it happened, where that is known.
  public var location: EventLocation?

  public var span: Span { evidence.span }

  /// Whether the codebook wants a recipient that isn't known: the event is kept, and marked.
  ///
  /// Two different actors of a mutual event meet the codebook's wish.
  public var lacksRequiredRecipient: Bool {
    guard category.requiresRecipient, recipients.isEmpty else { return false }
    return Set(actors.map { "\($0.code?.rawValue ?? "") \($0.entity ?? $0.identifier ?? $0.name)" }).count < 2
  }

  public init(
    category: PloverCategory, modes: [String] = [], contexts: [String] = [], actors: [ActorMention],
    recipients: [ActorMention] = [], date: HistoricalDate? = nil, status: EventStatus = .occurred,
    saidBy: Attribution? = nil, trigger: Span, place: TokenPlaceReference? = nil, scale: Double? = nil,
    evidence: Evidence, location: EventLocation? = nil
  ) {
    self.location = location
    self.category = category
    self.modes = modes
    self.contexts = contexts
    self.actors = actors
    self.recipients = recipients
    self.date = date
    self.status = status
    self.saidBy = saidBy
    self.trigger = trigger
    self.place = place
    self.scale = scale ?? category.score
    // The words shown hold the word that made the event.
    self.evidence = evidence
    self.evidence.span = evidence.span.union(trigger)
  }
}

/// Where an event happened.
public struct EventLocation: Hashable, Sendable, Codable {
  /// As the text or the data set names it.
  public var name: String
  /// Degrees north and east, WGS 84.
  public var latitude: Double?
  public var longitude: Double?

  public init(name: String, latitude: Double? = nil, longitude: Double? = nil) {
    self.name = name
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// Where in the parse a finding's head word stands: passage and token index.
public struct TokenPlaceReference: Hashable, Sendable, Codable {
  public var passage: Int
  public var token: Int

  public init(passage: Int, token: Int) {
    self.passage = passage
    self.token = token
  }
}
