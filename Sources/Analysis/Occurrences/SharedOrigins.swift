import Findings

/// Which reports of one happening lean on one another: reprints, texts that quote the other, that rest on the same
/// reference or on the same speaker.
public struct SharedOrigins: Sendable {
  /// What is known of a report beside its words.
  public struct Ground: Sendable, Hashable {
    /// Its links and notes.
    public var references: [String]
    /// Who asserts it, where the author doesn't.
    public var speaker: String?
    /// What a reference to its document would say: its title and address.
    public var titles: [String]

    public init(references: [String] = [], speaker: String? = nil, titles: [String] = []) {
      self.references = references
      self.speaker = speaker
      self.titles = titles
    }
  }

  /// For each report the place of the first that it leans on, or its own.
  public private(set) var first: [Int]
  /// How it leans on an earlier one; empty where it doesn't.
  public private(set) var kinds: [String]

  private static let reprintLikeness: Float = 0.92
  private static let reprintLength = 8
  private static let titleLength = 12

  /// - Parameter reports: in order of their names.
  /// - Complexity: quadratic in the number of reports, of which at most 64 are looked at.
  public init(_ reports: [ComparableReport], grounds: [Ground]) {
    first = Array(reports.indices)
    kinds = reports.map { _ in "" }
    for place in reports.indices.prefix(64) {
      for earlier in 0..<place where reports[place].signature.document != reports[earlier].signature.document {
        guard let kind = Self.kind(reports[place], grounds[place], reports[earlier], grounds[earlier]) else { continue }
        let (kept, gone) = (min(first[place], first[earlier]), max(first[place], first[earlier]))
        for other in first.indices where first[other] == gone { first[other] = kept }
        kinds[place] = kind
        break
      }
    }
  }

  /// Origins of `count` reports of which none leans on another.
  public func alone(_ count: Int) -> SharedOrigins {
    var origins = self
    origins.first = Array(0..<count)
    origins.kinds = Array(repeating: "", count: count)
    return origins
  }

  private static func kind(
    _ left: ComparableReport, _ leftGround: Ground, _ right: ComparableReport, _ rightGround: Ground
  ) -> String? {
    if min(left.all.count, right.all.count) >= reprintLength, left.all.likeness(to: right.all) >= reprintLikeness {
      return "reprint"
    }
    if let speaker = leftGround.speaker, let other = rightGround.speaker, speaker == other { return "same speaker" }
    if leftGround.references.contains(where: rightGround.references.contains) { return "same reference" }
    func quotes(_ one: Ground, _ other: Ground) -> Bool {
      other.titles.contains { title in
        title.utf8.count >= titleLength && one.references.contains { $0.contains(title) }
      }
    }
    return quotes(leftGround, rightGround) || quotes(rightGround, leftGround) ? "quotes" : nil
  }
}

/// Counts sources that don't lean on one another.
public enum IndependentSources {
  /// - Parameter reports: for each the number of its document's source, and of its origin, 0 where it leans on none.
  /// - Complexity: linear but for the few that are joined.
  public static func count(_ reports: [(source: Int64, origin: Int64)]) -> Int {
    var parent: [Int64: Int64] = [:]
    func root(_ number: Int64) -> Int64 {
      var number = number
      while let next = parent[number], next != number { number = next }
      return number
    }
    var byOrigin: [Int64: Int64] = [:]
    for report in reports {
      if parent[report.source] == nil { parent[report.source] = report.source }
      guard report.origin != 0 else { continue }
      if let other = byOrigin[report.origin] {
        parent[root(report.source)] = root(other)
      } else {
        byOrigin[report.origin] = report.source
      }
    }
    return parent.keys.count { root($0) == $0 }
  }
}

/// Which documents are of one source: the same text, the same author, or the same publisher where no author is known.
public enum SourceLineage {
  public struct Document: Sendable, Hashable {
    public var id: Int64
    public var digest: String
    public var authors: [String]
    public var publisher: String?

    public init(id: Int64, digest: String, authors: [String] = [], publisher: String? = nil) {
      self.id = id
      self.digest = digest
      self.authors = authors
      self.publisher = publisher
    }
  }

  /// The lowest number among the documents of each one's source.
  ///
  /// - Complexity: near linear in the number of documents.
  public static func sources(of documents: [Document]) -> [Int64: Int64] {
    var parent: [Int64: Int64] = [:]
    func root(_ number: Int64) -> Int64 {
      var number = number
      while let next = parent[number], next != number { number = next }
      return number
    }
    var holders: [String: Int64] = [:]
    for document in documents.sorted(by: { $0.id < $1.id }) {
      parent[document.id] = document.id
      var marks = ["d \(document.digest)"] + document.authors.map { "a \(plain($0))" }
      if document.authors.isEmpty, let publisher = document.publisher, !publisher.isEmpty {
        marks.append("p \(plain(publisher))")
      }
      for mark in marks {
        guard let holder = holders[mark] else {
          holders[mark] = document.id
          continue
        }
        let (one, other) = (root(holder), root(document.id))
        if one != other { parent[max(one, other)] = min(one, other) }
      }
    }
    var sources: [Int64: Int64] = [:]
    for document in documents { sources[document.id] = root(document.id) }
    return sources
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: " ")
  }
}
