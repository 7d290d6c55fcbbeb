import Findings
import ResourceTables

/// Codes of other codebooks for the states that this one codes otherwise: PLOVER's KOS for XKX.
///
/// They are accepted where a code is asked for, and never given.
public struct CodeAliases: Sendable {
  private var codes: [String: ActorCode] = [:]

  /// Reads `actors/code-aliases.tsv`.
  ///
  /// - Throws: ``ResourceError`` where the table is malformed.
  public init() throws {
    let table = try EmbeddedTables.table("actors/code-aliases.tsv")
    let (alias, code) = (try table.index(of: "alias"), try table.index(of: "code"))
    for row in table.rows { codes[row.fields[alias]] = ActorCode(rawValue: row.fields[code]) }
  }

  /// The code meant by `text`, in capitals or not.
  public func code(_ text: String) -> ActorCode {
    let capitals = text.uppercased()
    return codes[capitals] ?? ActorCode(rawValue: capitals)
  }
}
