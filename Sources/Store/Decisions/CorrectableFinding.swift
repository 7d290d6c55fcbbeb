import Findings

/// A finding whose fields a person can correct, each as text.
public enum CorrectableFinding: Sendable, Hashable {
  case event(Event)
  case statement(Findings.Statement)
  case figure(Figure)
  case agreement(Agreement)

  /// Reads what ``encoded()`` wrote; nil where findings of this layer have nothing to be corrected.
  init?(_ kind: FindingKind, decoding text: String) throws {
    switch kind {
    case .event: self = .event(try JSONColumn.decode(Event.self, from: text))
    case .statement: self = .statement(try JSONColumn.decode(Findings.Statement.self, from: text))
    case .figure: self = .figure(try JSONColumn.decode(Figure.self, from: text))
    case .agreement: self = .agreement(try JSONColumn.decode(Agreement.self, from: text))
    case .time, .actor, .citation: return nil
    }
  }

  var kind: FindingKind {
    switch self {
    case .event: .event
    case .statement: .statement
    case .figure: .figure
    case .agreement: .agreement
    }
  }

  func encoded() throws -> String {
    switch self {
    case .event(let event): try JSONColumn.encode(event)
    case .statement(let statement): try JSONColumn.encode(statement)
    case .figure(let figure): try JSONColumn.encode(figure)
    case .agreement(let agreement): try JSONColumn.encode(agreement)
    }
  }

  /// The names of its fields.
  public var fields: [String] {
    switch self {
    case .event: EventCorrection.allCases.map(\.rawValue)
    case .statement: StatementCorrection.allCases.map(\.rawValue)
    case .figure: FigureCorrection.allCases.map(\.rawValue)
    case .agreement: AgreementCorrection.allCases.map(\.rawValue)
    }
  }

  /// The value of a field; nil where it has none of that name.
  public func text(of field: String) -> String? {
    switch self {
    case .event(let event): EventCorrection(rawValue: field)?.text(of: event)
    case .statement(let statement): StatementCorrection(rawValue: field)?.text(of: statement)
    case .figure(let figure): FigureCorrection(rawValue: field)?.text(of: figure)
    case .agreement(let agreement): AgreementCorrection(rawValue: field)?.text(of: agreement)
    }
  }

  /// The finding with a field as `text` says; nil where it has no such field, or the field can't be that.
  public func applying(_ text: String, to field: String) -> CorrectableFinding? {
    switch self {
    case .event(let event): EventCorrection(rawValue: field)?.apply(text, to: event).map(Self.event)
    case .statement(let statement):
      StatementCorrection(rawValue: field)?.apply(text, to: statement).map(Self.statement)
    case .figure(let figure): FigureCorrection(rawValue: field)?.apply(text, to: figure).map(Self.figure)
    case .agreement(let agreement):
      AgreementCorrection(rawValue: field)?.apply(text, to: agreement).map(Self.agreement)
    }
  }

  /// Whether it says already what `text` says of a field.
  func holds(_ text: String, in field: String) -> Bool {
    if case .event(let event) = self { return EventCorrection(rawValue: field)?.holds(text, in: event) ?? false }
    guard let other = applying(text, to: field) else { return false }
    return other.text(of: field) == self.text(of: field)
  }
}

/// The fields of a statement that a person can correct.
public enum StatementCorrection: String, Sendable, CaseIterable {
  case speaker, role, about, stance, date, kind

  func text(of statement: Findings.Statement) -> String {
    switch self {
    case .speaker:
      statement.speaker.map { speaker in
        speaker.code.map { "\($0.rawValue)//\(speaker.name)" } ?? speaker.name
      } ?? ""
    case .role: statement.role ?? ""
    case .about: CodeList.text(statement.about)
    case .stance: String(statement.stance)
    case .date: statement.date?.edtf ?? "none"
    case .kind: statement.kind.rawValue
    }
  }

  func apply(_ text: String, to statement: Findings.Statement) -> Findings.Statement? {
    var statement = statement
    switch self {
    case .speaker:
      // A correction says who it was, not which words name them: `FRA//Paul Cambon`, or a name alone.
      if text.contains("/"), let party = EventCorrection.parts(text).first {
        statement.speaker = Attribution(
          name: party.name.isEmpty ? party.code : party.name,
          code: party.code == "---" ? nil : ActorCode(rawValue: party.code))
      } else {
        statement.speaker = text.isEmpty ? nil : Attribution(name: text)
      }
    case .role: statement.role = text.isEmpty ? nil : text
    case .about: statement.about = CodeList.codes(text)
    case .stance:
      guard let stance = Int(text), (-1...1).contains(stance) else { return nil }
      statement.stance = stance
    case .date:
      guard let date = CorrectedDate(text) else { return nil }
      statement.date = date.date
    case .kind:
      guard let kind = Findings.Statement.Kind(rawValue: text) else { return nil }
      statement.kind = kind
    }
    return statement
  }
}

/// The fields of a figure that a person can correct.
public enum FigureCorrection: String, Sendable, CaseIterable {
  case value, unit, kind, measures, actors, date

  func text(of figure: Figure) -> String {
    switch self {
    case .value: String(figure.value)
    case .unit: figure.unit
    case .kind: figure.kind.rawValue
    case .measures: figure.measures
    case .actors: CodeList.text(figure.actors)
    case .date: figure.date?.edtf ?? "none"
    }
  }

  func apply(_ text: String, to figure: Figure) -> Figure? {
    var figure = figure
    switch self {
    case .value:
      guard let value = Double(text), value.isFinite else { return nil }
      figure.value = value
    case .unit:
      guard !text.isEmpty else { return nil }
      figure.unit = text
    case .kind:
      guard let kind = Figure.Kind(rawValue: text) else { return nil }
      figure.kind = kind
    case .measures: figure.measures = text
    case .actors: figure.actors = CodeList.codes(text)
    case .date:
      guard let date = CorrectedDate(text) else { return nil }
      figure.date = date.date
    }
    return figure
  }
}

/// The fields of an agreement that a person can correct.
public enum AgreementCorrection: String, Sendable, CaseIterable {
  case name, actors, date, status

  func text(of agreement: Agreement) -> String {
    switch self {
    case .name: agreement.name
    case .actors: CodeList.text(agreement.parties)
    case .date: agreement.date?.edtf ?? "none"
    case .status: agreement.status.rawValue
    }
  }

  func apply(_ text: String, to agreement: Agreement) -> Agreement? {
    var agreement = agreement
    switch self {
    case .name:
      guard !text.isEmpty else { return nil }
      agreement.name = text
    case .actors: agreement.parties = CodeList.codes(text)
    case .date:
      guard let date = CorrectedDate(text) else { return nil }
      agreement.date = date.date
    case .status:
      guard let status = Agreement.Status(rawValue: text) else { return nil }
      agreement.status = status
    }
    return agreement
  }
}

/// Codes as the log keeps them: `RUS; IRN`; parties written as ``EventCorrection`` has them are taken by their codes.
enum CodeList {
  static func text(_ codes: [ActorCode]) -> String { codes.map(\.rawValue).joined(separator: "; ") }

  static func codes(_ text: String) -> [ActorCode] {
    EventCorrection.parts(text).map(\.code).filter { $0 != "---" }.map(ActorCode.init(rawValue:))
  }
}

/// A date that a person says: EDTF, or "none".
struct CorrectedDate {
  var date: HistoricalDate?

  init?(_ text: String) {
    if text == "none" { return }
    guard let date = HistoricalDate(edtf: text, basis: .explicit, rule: EventCorrection.rule) else { return nil }
    self.date = date
  }
}
