import Evaluation
import Findings
import Foundation
import SourceTexts
import Store

/// The machine's coding of an archive against a person's.
public struct CodingAgreement: Sendable {
  /// How well the machine found the items of one layer.
  public struct Layer: Sendable {
    public var kind: FindingKind
    public var hand = 0
    public var machine = 0
    public var both = 0
    /// By field, over the items that both have.
    public var fields: [(name: String, alpha: KrippendorffAlpha)] = []

    public var precision: Double { machine == 0 ? 0 : Double(both) / Double(machine) }
    public var recall: Double { hand == 0 ? 0 : Double(both) / Double(hand) }
  }

  /// A line on which the two differ.
  public struct Difference: Sendable, Hashable {
    public var document: Int64
    public var kind: FindingKind
    /// Of the machine's finding; nil where it found none.
    public var finding: String?
    /// The field; "found" where only one has the item.
    public var field: String
    public var hand: String
    public var machine: String
    public var words: String
  }

  public private(set) var layers: [Layer] = []
  public private(set) var differences: [Difference] = []
  /// Documents of the file that the archive doesn't hold.
  public private(set) var missing: [String] = []

  private static let kinds: [FindingKind] = [.event, .statement, .figure, .agreement]

  /// Compares with a hand-coded file.
  public init(with file: HandCodedFile, in archive: Archive) throws {
    let documents = try archive.documents().filter { $0.kind == .text }
    var counted: [FindingKind: Layer] = [:]
    for hand in file.documents {
      let isOnly = documents.count == 1 && file.documents.count == 1
      guard let document = isOnly ? documents.first : documents.first(where: { Self.is($0, hand.id) }),
        let text = try archive.text(of: document.id)
      else {
        missing.append(hand.id)
        continue
      }
      let finder = QuoteFinder(text)
      let machine = try Self.items(of: try archive.machineFindings(of: document.id), document, finder)
      for kind in Self.kinds {
        guard let items = hand.items[kind] else { continue }
        let placed = items.compactMap { item in
          finder.span(item).map {
            CodedItem(span: $0, words: item.quote, codes: item.codes, fields: item.fields)
          }
        }
        compare(placed, machine[kind] ?? [], kind, document.id, &counted[kind, default: Layer(kind: kind)])
      }
    }
    layers = Self.kinds.compactMap { counted[$0] }
  }

  /// Compares with what people decided in the archive itself: what they looked at and nothing else.
  public init(withDecisionsIn archive: Archive) throws {
    var counted: [FindingKind: Layer] = [:]
    for document in try archive.documents() where document.kind == .text {
      let effective = try archive.namedFindings(of: document.id)
      guard !effective.decisions.isEmpty, let text = try archive.text(of: document.id) else { continue }
      let finder = QuoteFinder(text)
      let machine = try archive.machineFindings(of: document.id)
      func decided(_ named: NamedFindings, _ marks: [DecisionMark]) throws -> [FindingKind: [CodedItem]] {
        let items = try Self.items(of: named, document, finder)
        return Dictionary(
          uniqueKeysWithValues: Self.kinds.map { kind in
            let kept = zip(items[kind] ?? [], named.tails[kind] ?? []).filter { _, tail in
              effective.decisions[tail].map(marks.contains) ?? false
            }
            return (kind, kept.map(\.0))
          })
      }
      let hand = try decided(effective, [.confirmed, .corrected, .added])
      let coded = try decided(machine, [.confirmed, .corrected, .rejected])
      for kind in Self.kinds {
        let (left, right) = (hand[kind] ?? [], coded[kind] ?? [])
        if left.isEmpty, right.isEmpty { continue }
        compare(left, right, kind, document.id, &counted[kind, default: Layer(kind: kind)])
      }
    }
    layers = Self.kinds.compactMap { counted[$0] }
  }

  private static func `is`(_ document: DocumentSummary, _ id: String) -> Bool {
    document.metadata.identifier == id || String(document.id) == id
      || document.files.contains { file in
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last == id || HandCodedFile.stem(last) == id || last.split(separator: ".").first.map(String.init) == id
      }
  }

  private static func items(
    of named: NamedFindings, _ document: DocumentSummary, _ finder: QuoteFinder
  ) throws -> [FindingKind: [CodedItem]] {
    func items<Finding>(
      _ kind: FindingKind, _ list: [Finding], _ make: (Finding, String) -> CodedItem
    ) -> [CodedItem] {
      zip(list, named.tails[kind] ?? []).map { make($0, "\(document.name).\($1)") }
    }
    let findings = named.findings
    return [
      .event: items(.event, findings.events) { CodedItem($0, name: $1, words: finder.words(of: $0.span)) },
      .statement: items(.statement, findings.statements) {
        CodedItem($0, name: $1, words: finder.words(of: $0.span))
      },
      .figure: items(.figure, findings.figures) { CodedItem($0, name: $1, words: finder.words(of: $0.span)) },
      .agreement: items(.agreement, findings.agreements) {
        CodedItem($0, name: $1, words: finder.words(of: $0.span))
      },
    ]
  }

  /// Pairs what overlaps and, of events, shares a code; the likest first, each once.
  private mutating func compare(
    _ hand: [CodedItem], _ machine: [CodedItem], _ kind: FindingKind, _ document: Int64, _ layer: inout Layer
  ) {
    var pairs: [(score: Double, hand: Int, machine: Int)] = []
    for (i, left) in hand.enumerated() {
      for (j, right) in machine.enumerated() {
        guard let shared = left.span.intersection(right.span)?.count,
          kind != .event || !left.codes.isDisjoint(with: right.codes) || left.codes.isEmpty && right.codes.isEmpty
        else { continue }
        let same = left.fields.count { right.fields[$0.key] == $0.value }
        pairs.append((Double(shared) / Double(max(1, min(left.span.count, right.span.count))) + Double(same), i, j))
      }
    }
    pairs.sort { ($1.score, $0.hand, $0.machine) < ($0.score, $1.hand, $1.machine) }
    var ofHand: [Int: Int] = [:]
    var taken: Set<Int> = []
    for pair in pairs where ofHand[pair.hand] == nil && !taken.contains(pair.machine) {
      ofHand[pair.hand] = pair.machine
      taken.insert(pair.machine)
    }
    layer.hand += hand.count
    layer.machine += machine.count
    layer.both += ofHand.count
    if layer.fields.isEmpty { layer.fields = (CodedItem.fields[kind] ?? []).map { ($0, KrippendorffAlpha()) } }
    for (i, left) in hand.enumerated() {
      guard let j = ofHand[i] else {
        differences.append(
          Difference(
            document: document, kind: kind, finding: nil, field: "found", hand: Self.summary(left, kind), machine: "",
            words: left.words))
        continue
      }
      let right = machine[j]
      for place in layer.fields.indices {
        let name = layer.fields[place].name
        let (one, other) = (left.fields[name] ?? "", right.fields[name] ?? "")
        layer.fields[place].alpha.count(one, other)
        if one != other {
          differences.append(
            Difference(
              document: document, kind: kind, finding: right.name, field: name, hand: one, machine: other,
              words: right.words))
        }
      }
    }
    for (j, right) in machine.enumerated() where !taken.contains(j) {
      differences.append(
        Difference(
          document: document, kind: kind, finding: right.name, field: "found", hand: "",
          machine: Self.summary(right, kind), words: right.words))
    }
  }

  private static func summary(_ item: CodedItem, _ kind: FindingKind) -> String {
    (CodedItem.fields[kind] ?? []).compactMap { item.fields[$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// Finds the words of hand-coded items in a document.
struct QuoteFinder {
  private let bytes: [UInt8]
  private let text: String
  private let index: CodePointIndex

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    index = CodePointIndex(text)
  }

  func words(of span: Span) -> String {
    span.end <= bytes.count ? String(decoding: bytes[span.range], as: UTF8.self) : ""
  }

  /// The item's place: as it says, where its words stand there, else where they first do.
  func span(_ item: HandCodedFile.Item) -> Span? {
    if let start = item.start, let end = item.end, start >= 0, end >= start {
      let span = Span(
        min(bytes.count, index.byte(atCodePoint: start)),
        max(min(bytes.count, index.byte(atCodePoint: start)), min(bytes.count, index.byte(atCodePoint: end))))
      if item.quote.isEmpty || Self.folded(words(of: span)) == Self.folded(item.quote) { return span }
    }
    guard !item.quote.isEmpty, let range = text.range(of: item.quote) else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return Span(start, start + item.quote.utf8.count)
  }

  private static func folded(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
}
