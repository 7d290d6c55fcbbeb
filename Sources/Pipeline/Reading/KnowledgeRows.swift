import Findings
import ResourceTables

/// The rows of knowledge files as text, to be kept with the findings that rest on them: tables change, and an
/// explanation has to show the row as it was.
package enum KnowledgeRows {
  /// The rows that findings rest on.
  ///
  /// - Parameter own: the rows of the user's own files.
  static func texts(
    of findings: DocumentFindings, own: [ResourceReference: String] = [:]
  ) -> [ResourceReference: String] {
    var texts: [ResourceReference: String] = [:]
    func add(_ references: [ResourceReference]) {
      for reference in references where texts[reference] == nil {
        if let text = own[reference] ?? text(of: reference) { texts[reference] = text }
      }
    }
    for event in findings.events {
      add(event.evidence.resources)
      for party in event.actors + event.recipients { add(party.evidence.resources) }
    }
    for time in findings.times { add(time.evidence.resources) }
    for actor in findings.actors { add(actor.evidence.resources) }
    for statement in findings.statements { add(statement.evidence.resources) }
    for figure in findings.figures { add(figure.evidence.resources) }
    for citation in findings.citations { add(citation.evidence.resources) }
    for agreement in findings.agreements { add(agreement.evidence.resources) }
    return texts
  }

  /// The rows of a user's own files as text.
  static func texts(of tables: [ResourceTable]) -> [ResourceReference: String] {
    var texts: [ResourceReference: String] = [:]
    for table in tables {
      for row in table.rows {
        texts[ResourceReference(table: row.table, line: row.line)] = zip(table.columns, row.fields)
          .filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.joined(separator: "  ")
      }
    }
    return texts
  }

  /// A row's fields that aren't empty, with their columns' names; nil for rows of a user's own file.
  package static func text(of reference: ResourceReference) -> String? {
    tables[reference.table]?.text(ofLine: reference.line)
  }

  private static let tables: [String: Table] = Dictionary(
    uniqueKeysWithValues: EmbeddedTables.names.filter { $0.hasSuffix(".tsv") }.compactMap { name in
      EmbeddedTables.bytes(of: name).map { (name, Table(bytes: $0)) }
    })

  /// A table whose lines are found by number.
  private struct Table: @unchecked Sendable {
    // Points into the binary's read-only data.
    private let bytes: UnsafeBufferPointer<UInt8>
    private let starts: [Int32]
    private let columns: [String]

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      var starts: [Int32] = [0]
      var head: Int?
      for (place, byte) in bytes.enumerated() where byte == 0x0A {
        let start = Int(starts[starts.count - 1])
        if head == nil, bytes[start] != 0x23 { head = starts.count - 1 }
        starts.append(Int32(clamping: place + 1))
      }
      self.starts = starts
      columns =
        head.map { Self.line($0, bytes, starts) }?.split(separator: "\t", omittingEmptySubsequences: false)
        .map(String.init) ?? []
    }

    func text(ofLine number: Int) -> String? {
      guard starts.indices.contains(number - 1) else { return nil }
      let fields = Self.line(number - 1, bytes, starts).split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.contains(where: { !$0.isEmpty }) else { return nil }
      return zip(columns, fields).filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.joined(separator: "  ")
    }

    private static func line(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ starts: [Int32]) -> String {
      let start = Int(starts[place])
      let end = place + 1 < starts.count ? Int(starts[place + 1]) - 1 : bytes.count
      return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
    }
  }
}
