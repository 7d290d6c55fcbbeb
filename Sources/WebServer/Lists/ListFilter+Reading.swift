import Findings
import Store

extension ListFilter {
  /// Reads a filter from an address; whatever can't be understood is a problem of the filter, never passed over.
  ///
  /// - Parameters:
  ///   - labels: what the category can be; nil where any will do.
  ///   - resolve: the code of an actor that a user calls by code or name.
  init(_ fields: FormFields, labels: [String]? = nil, resolve: (String) -> ActorCode?) {
    self.init()
    checkSizes(fields)
    readActors(fields, resolve: resolve)
    readTimes(fields)
    label = fields["category"]
    if let name = label, labels?.contains(name) == false {
      refuse("No kind is called “\(name)”")
      label = nil
    }
    status = value("status", fields, "a status such as occurred") { EventStatus(rawValue: $0) }
    document = value("document", fields, "the number of a document") { Int64($0) }
    relation = value("sides", fields, "“between” or “together”") { SideRelation(rawValue: $0) }
    if relation != nil, codes.count < 2 {
      refuse("Sides can be told apart only between two actors")
      relation = nil
    }
    factsOnly = isOn("facts", fields)
    datedOnly = isOn("dated", fields)
    countsClaims = isOn("claims", fields)
    sources =
      value("sources", fields, "a number of documents from 1 to 1,000") {
        Int($0).flatMap { (1...1000).contains($0) ? $0 : nil }
      } ?? 1
    page = min(1_000_000, max(1, value("page", fields, "the number of a page") { Int($0) } ?? 1))
  }

  static let names = [
    "actor", "with", "from", "to", "category", "status", "document", "sides", "facts", "dated", "claims", "sources",
    "page",
  ]

  private mutating func refuse(_ why: String) { problems.append(why + ", so the list isn’t filtered by it.") }

  /// Fields that are too long to be read, and those that say more than one thing.
  private mutating func checkSizes(_ fields: FormFields) {
    for name in Self.names {
      let values = fields.values(name)
      if fields[name] == nil, values.contains(where: { $0.contains { !$0.isWhitespace } }) {
        refuse("What was given as “\(name)” is longer than 1,000 bytes")
      }
      if Set(values).count > 1 { problems.append("“\(name)” was given more than once; only the first counts.") }
    }
  }

  private mutating func readActors(_ fields: FormFields, resolve: (String) -> ActorCode?) {
    for name in ["actor", "with"] {
      guard let text = fields[name] else { continue }
      keep(text, as: name)
      guard let code = resolve(text) else {
        refuse("No actor is known by “\(text)”")
        continue
      }
      if codes.contains(code) {
        refuse("Both actors are the same, “\(text)”")
      } else {
        codes.append(code)
      }
    }
  }

  private mutating func readTimes(_ fields: FormFields) {
    for name in ["from", "to"] {
      guard let text = fields[name] else { continue }
      keep(text, as: name)
      guard let bounds = ExtendedDate.bounds(of: text), let low = bounds.earliest, let high = bounds.latest else {
        refuse("“\(text)” is not a date such as 1904, 1904-04 or 1904-04-08")
        continue
      }
      if name == "from" { from = low } else { to = high }
    }
    if let from, let to, to < from {
      problems.append("The first day lies behind the last, so nothing can lie between.")
    }
  }

  private mutating func value<Value>(
    _ name: String, _ fields: FormFields, _ what: String, _ read: (String) -> Value?
  ) -> Value? {
    guard let text = fields[name] else { return nil }
    let value = read(text)
    if value == nil { refuse("“\(text)” is not \(what)") }
    return value
  }

  private mutating func isOn(_ name: String, _ fields: FormFields) -> Bool {
    value(name, fields, "1 or 0, for “\(name)”") { ["1": true, "on": true, "0": false, "off": false][$0] } ?? false
  }

  /// The filter without what the findings of a list can't be asked for, which becomes a problem.
  mutating func leaveOut(forSources isSources: Bool) {
    if sources > 1 {
      refuse("Only happenings are told by more than one document")
      sources = 1
    }
    if let status {
      refuse("Only happenings are “\(status.rawValue)”")
      self.status = nil
    }
    if relation != nil {
      refuse("Only happenings have sides")
      relation = nil
    }
    if isSources, from != nil || to != nil || datedOnly {
      refuse("Links and notes have no date of their own")
      (from, to, datedOnly) = (nil, nil, false)
    }
  }
}
