import Findings

extension Filter {
  /// Answers what the words of a filter can't say themselves.
  public struct Resolver: Sendable {
    /// The actor that a user calls by code, key or name; nil where nobody is known by it.
    public var actor: @Sendable (String) -> ActorTerm?
    /// Actors that may have been meant.
    public var actorsLike: @Sendable (String) -> [String]
    /// The number of the document that a word names.
    ///
    /// A failure tells why where it names none, or more than one.
    public var document: @Sendable (String) -> Result<Int64, UnclearWord>
    /// What the kind can be.
    public var kinds: [String]

    public init(
      actor: @escaping @Sendable (String) -> ActorTerm?,
      actorsLike: @escaping @Sendable (String) -> [String] = { _ in [] },
      document: @escaping @Sendable (String) -> Result<Int64, UnclearWord>, kinds: [String]
    ) {
      self.actor = actor
      self.actorsLike = actorsLike
      self.document = document
      self.kinds = kinds
    }
  }

  /// A word that names nothing, or more than one thing.
  public struct UnclearWord: Error, Sendable, Hashable {
    public var reason: String

    public init(reason: String) { self.reason = reason }
  }

  /// A word of a filter that could not be understood.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The name of the word: "actor".
    public var word: String
    public var text: String
    /// Whether the list would answer another question without it, so that nothing is shown.
    public var isFatal: Bool

    public var description: String { text }
  }

  /// Every word of a filter, in the order of the help.
  public static let names = [
    "actor", "with", "sides", "from", "to", "kind", "quad", "status", "basis", "confidence", "document", "search",
    "said-by", "checked", "facts", "claims", "undated", "data-sets", "sources", "order", "page",
  ]

  /// Words of earlier versions, and what they are called now.
  private static let olderNames = ["category": "kind", "dated": "undated"]

  /// Reads a filter from its words; whatever can't be understood is a problem, never passed over.
  ///
  /// `actor`, `kind`, `quad`, `status`, `basis` and `document` can be said several times. Words that no filter has are
  /// passed over.
  ///
  /// - Parameter fields: names and values in their order; empty values say nothing.
  public static func read(
    _ fields: [(name: String, value: String)], for list: List = .chronicle, with resolver: Resolver
  ) -> (filter: Filter, problems: [Problem]) {
    var reading = FilterReading(fields, list: list, resolver: resolver)
    reading.read()
    return (reading.filter, reading.problems)
  }

  fileprivate static func ownName(of name: String) -> String { olderNames[name] ?? name }
}

/// One filter on its way from words.
private struct FilterReading {
  var filter = Filter()
  var problems: [Filter.Problem] = []
  private var values: [String: [String]] = [:]
  private let list: Filter.List
  private let resolver: Filter.Resolver

  private static let lengthLimit = 1000
  private static let many: Set<String> = ["actor", "kind", "quad", "status", "basis", "document"]

  init(_ fields: [(name: String, value: String)], list: Filter.List, resolver: Filter.Resolver) {
    self.list = list
    self.resolver = resolver
    for field in fields {
      let name = Filter.ownName(of: field.name)
      guard Filter.names.contains(name) else { continue }
      var value = Self.trimmed(field.value)
      if value.isEmpty { continue }
      if value.utf8.count > Self.lengthLimit {
        refuse(name, "What was given as “\(field.name)” is longer than 1,000 bytes")
        continue
      }
      // "dated" said the opposite.
      if field.name == "dated" { value = ["1": "0", "on": "0", "0": "", "off": ""][value] ?? value }
      if value.isEmpty { continue }
      values[name, default: []].append(value)
    }
    for name in Filter.names where !Self.many.contains(name) {
      if Set(values[name] ?? []).count > 1 {
        problems.append(
          Filter.Problem(
            word: name, text: "“\(name)” was given more than once; only the first counts.", isFatal: false))
      }
    }
  }

  mutating func read() {
    readActors()
    readTimes()
    let kinds = resolver.kinds
    filter.kinds = all("kind", "one of \(kinds.joined(separator: ", "))") { text in
      kinds.first { $0.lowercased() == text.lowercased() }
    }
    filter.quads = all("quad", "a quad from 1 to 4") { Int($0).flatMap(QuadClass.init(rawValue:)) }
    filter.statuses = all("status", "a status such as occurred") { EventStatus(rawValue: $0.lowercased()) }
    filter.bases = all("basis", "a basis such as explicit") { DateBasis(rawValue: $0.lowercased()) }
    filter.minimumConfidence =
      one("confidence", "a number from 0 to 1") { Double($0).flatMap { (0...1).contains($0) ? $0 : nil } } ?? 0
    readDocuments()
    filter.search = values["search"]?.first
    filter.saidBy = values["said-by"]?.first
    filter.checked = isOn("checked") ?? false
    filter.facts = isOn("facts") ?? false
    filter.claims = isOn("claims") ?? false
    filter.undated = isOn("undated")
    filter.dataSets = isOn("data-sets") ?? false
    filter.sources =
      one("sources", "a number of documents from 1 to 1,000") {
        Int($0).flatMap { (1...1000).contains($0) ? $0 : nil }
      } ?? 1
    filter.order = one("order", "“time” or “doubt”") { Filter.Order(rawValue: $0.lowercased()) } ?? .time
    filter.page = min(1_000_000, max(1, one("page", "the number of a page") { Int($0) } ?? 1))
    filter.sides = one("sides", "“between” or “together”") { SideRelation(rawValue: $0.lowercased()) }
    if filter.sides != nil, filter.actors.count != 2 {
      refuse("sides", "Sides can be told apart only between two actors")
      filter.sides = nil
    }
    leaveOutWhatTheListHasNot()
  }

  private mutating func refuse(_ word: String, _ why: String) {
    problems.append(
      Filter.Problem(word: word, text: why + ", so the list isn’t filtered by it.", isFatal: false))
  }

  private mutating func readActors() {
    for text in (values["actor"] ?? []) + (values["with"]?.prefix(1) ?? []) {
      guard let term = resolver.actor(text) else {
        let like = resolver.actorsLike(text)
        let hint = like.isEmpty ? "" : " Did you mean \(like.map { "“\($0)”" }.joined(separator: " or "))?"
        problems.append(
          Filter.Problem(word: "actor", text: "No actor is known by “\(text)”.\(hint)", isFatal: true))
        continue
      }
      if filter.actors.contains(term) {
        refuse("actor", "Both actors are the same, “\(text)”")
      } else {
        filter.actors.append(term)
      }
    }
  }

  private mutating func readTimes() {
    for name in ["from", "to"] {
      guard let text = values[name]?.first else { continue }
      filter.typed[name] = text
      guard let bounds = ExtendedDate.bounds(of: text), let low = bounds.earliest, let high = bounds.latest else {
        refuse(name, "“\(text)” is not a date such as 1904, 1904-04 or 1904-04-08")
        continue
      }
      if name == "from" { filter.from = low } else { filter.to = high }
    }
    if let from = filter.from, let to = filter.to, to < from {
      problems.append(
        Filter.Problem(
          word: "to", text: "The first day lies behind the last, so nothing can lie between.", isFatal: false))
    }
  }

  private mutating func readDocuments() {
    for text in values["document"] ?? [] {
      switch resolver.document(text) {
      case .success(let number):
        if !filter.documents.contains(number) { filter.documents.append(number) }
      case .failure(let unclear):
        problems.append(Filter.Problem(word: "document", text: unclear.reason + ".", isFatal: true))
      }
    }
  }

  private mutating func all<Value: Hashable>(
    _ name: String, _ what: String, _ read: (String) -> Value?
  ) -> [Value] {
    var found: [Value] = []
    for text in values[name] ?? [] {
      if let value = read(text) {
        if !found.contains(value) { found.append(value) }
      } else {
        refuse(name, "“\(text)” is not \(what)")
      }
    }
    return found
  }

  private mutating func one<Value>(_ name: String, _ what: String, _ read: (String) -> Value?) -> Value? {
    guard let text = values[name]?.first else { return nil }
    let value = read(text)
    if value == nil { refuse(name, "“\(text)” is not \(what)") }
    return value
  }

  private mutating func isOn(_ name: String) -> Bool? {
    one(name, "1 or 0, for “\(name)”") { ["1": true, "on": true, "0": false, "off": false][$0] }
  }

  /// What the findings of a list can't be asked for becomes a problem.
  private mutating func leaveOutWhatTheListHasNot() {
    guard list != .chronicle else { return }
    if filter.sources > 1 {
      refuse("sources", "Only happenings are told by more than one document")
      filter.sources = 1
    }
    if filter.dataSets {
      refuse("data-sets", "Event data sets hold only happenings")
      filter.dataSets = false
    }
    if let status = filter.statuses.first {
      refuse("status", "Only happenings are “\(status.rawValue)”")
      filter.statuses = []
    }
    if filter.sides != nil {
      refuse("sides", "Only happenings have sides")
      filter.sides = nil
    }
    if !filter.quads.isEmpty {
      refuse("quad", "Only happenings have a quad")
      filter.quads = []
    }
    guard list == .sources else { return }
    if filter.from != nil || filter.to != nil || filter.undated != nil || !filter.bases.isEmpty {
      refuse("from", "Links and notes have no date of their own")
      (filter.from, filter.to, filter.undated, filter.bases) = (nil, nil, nil, [])
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text.unicodeScalars[...]
    while let first = text.first, first.properties.isWhitespace { text.removeFirst() }
    while let last = text.last, last.properties.isWhitespace { text.removeLast() }
    return String(text)
  }
}
