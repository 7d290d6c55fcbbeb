import Findings
import ResourceTables

/// Which outlet stands behind an address, and in which language it publishes.
struct OutletDirectory: Sendable {
  struct Outlet: Sendable, Hashable {
    var name: String
    /// BCP 47 tag; nil where an outlet publishes in several.
    var language: String?
    var resource: ResourceReference
  }

  private let outlets: [String: Outlet]

  /// Reads `domain, outlet, language, source`.
  init(table: ResourceTable) throws {
    let domain = try table.index(of: "domain")
    let name = try table.index(of: "outlet")
    let language = try table.index(of: "language")
    var outlets: [String: Outlet] = [:]
    for row in table.rows {
      let key = row.fields[domain]
      guard !key.isEmpty, key == key.lowercased() else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "domain", got: key, expected: "a domain in lower case"))
      }
      guard outlets[key] == nil else {
        throw ResourceError(table: row.table, line: row.line, reason: .conflict("\(key) stands twice"))
      }
      outlets[key] = Outlet(
        name: row.fields[name], language: row.fields[language].isEmpty ? nil : row.fields[language],
        resource: ResourceReference(table: row.table, line: row.line))
    }
    self.outlets = outlets
  }

  /// The outlet of an address's host or the nearest domain above it (`rus.azattyq.example.org` → `example.org`), else nil.
  func outlet(of address: WebAddress) -> Outlet? {
    var host = Substring(address.host)
    while true {
      if let outlet = outlets[String(host)] { return outlet }
      guard let dot = host.firstIndex(of: ".") else { return nil }
      host = host[host.index(after: dot)...]
    }
  }
}
