import Findings
import SourceTexts

/// The fields of an event that a person can correct, as text.
public enum EventCorrection: String, Sendable, CaseIterable {
  case actors, recipients, event, date, status
  case saidBy = "said-by"

  /// The rule of what a person coded.
  public static let rule: RuleIdentifier = "decision.person"

  /// A party as text: `RUS`, `RUS/polity:soviet-union`, `RUS/person:x/X. Y`; `---` where it has no code.
  public static func text(_ mention: ActorMention) -> String {
    [mention.code?.rawValue ?? "---", mention.identifier ?? "", mention.name].joined(separator: "/")
  }

  /// The field's value in an event.
  public func text(of event: Event) -> String {
    switch self {
    case .actors: event.actors.map(Self.text).joined(separator: "; ")
    case .recipients: event.recipients.map(Self.text).joined(separator: "; ")
    case .event: event.category.rawValue
    case .date: event.date?.edtf ?? "none"
    case .status: event.status.rawValue
    case .saidBy: event.saidBy?.name ?? "author"
    }
  }

  /// Whether an event says already what the text says; parties are the same where their codes are, and their keys where
  /// the text has some.
  func holds(_ text: String, in event: Event) -> Bool {
    switch self {
    case .actors, .recipients:
      let parties = self == .actors ? event.actors : event.recipients
      let asked = Self.parts(text)
      return asked.count == parties.count
        && asked.allSatisfy { part in
          parties.contains { party in
            (party.code?.rawValue ?? "---") == part.code
              && (part.identifier.isEmpty || part.identifier == party.identifier || part.identifier == party.entity
                || part.identifier == "state:\(part.code)" && (party.identifier ?? "").isEmpty)
          }
        }
    default: return self.text(of: event) == text
    }
  }

  /// The event with the field as the text says; nil where the text says nothing that the field can be.
  public func apply(_ text: String, to event: Event) -> Event? {
    var event = event
    switch self {
    case .actors, .recipients:
      let parties = Self.parts(text).map { part in
        var mention = ActorMention(
          code: part.code == "---" ? nil : ActorCode(rawValue: part.code),
          name: part.name.isEmpty ? part.code : part.name, identifier: part.identifier.isEmpty ? nil : part.identifier,
          evidence: Evidence(span: event.span, rule: Self.rule))
        if part.identifier.hasPrefix("polity:") || part.identifier.hasPrefix("state:") {
          mention.entity = part.identifier
        }
        return mention
      }
      if self == .actors { event.actors = parties } else { event.recipients = parties }
    case .event:
      guard let category = PloverCategory(rawValue: text) else { return nil }
      if category != event.category {
        event.category = category
        event.scale = category.score
        event.modes = event.modes.filter { AuxiliaryMode(rawValue: $0) != nil }
      }
    case .date:
      guard let date = CorrectedDate(text) else { return nil }
      event.date = date.date
    case .status:
      guard let status = EventStatus(rawValue: text) else { return nil }
      event.status = status
    case .saidBy: event.saidBy = text == "author" || text.isEmpty ? nil : Attribution(name: text)
    }
    return event
  }

  static func parts(_ text: String) -> [(code: String, identifier: String, name: String)] {
    text.split(separator: ";").compactMap { part in
      let fields = part.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map {
        String($0.drop { $0 == " " })
      }
      guard let code = fields.first, !code.isEmpty else { return nil }
      return (code, fields.count > 1 ? fields[1] : "", fields.count > 2 ? fields[2] : "")
    }
  }
}

/// An event that a person codes by hand, as the log keeps it.
public struct HandCoding: Hashable, Sendable, Codable {
  public var event: String
  /// As ``EventCorrection`` has parties.
  public var actors: String
  public var recipients: String
  /// EDTF, or "none".
  public var date: String
  public var status: String
  public var saidBy: String

  public init(
    event: String, actors: String, recipients: String = "", date: String = "none", status: String = "occurred",
    saidBy: String = "author"
  ) {
    self.event = event
    self.actors = actors
    self.recipients = recipients
    self.date = date
    self.status = status
    self.saidBy = saidBy
  }

  /// The event that stands on some words; nil where a field says nothing that it can be.
  public func event(on span: Span) -> Event? {
    guard let category = PloverCategory(rawValue: event) else { return nil }
    var made: Event? = Event(
      category: category, actors: [], trigger: span, evidence: Evidence(span: span, rule: EventCorrection.rule))
    for (field, text) in [
      (EventCorrection.actors, actors), (.recipients, recipients), (.date, date), (.status, status), (.saidBy, saidBy),
    ] {
      made = made.flatMap { field.apply(text, to: $0) }
    }
    return made
  }
}
