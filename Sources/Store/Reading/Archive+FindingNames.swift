import Findings
import GRDB

extension Archive {
  /// Names of what a sentence tells (events, statements, figures, citations, agreements), in order of their places; times
  /// and actors are left out.
  ///
  /// - Complexity: O(findings of the document).
  public func findingNames(in hit: SearchHit) throws -> [FindingName] {
    try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT finding.kind AS kind, finding.ordinal AS ordinal, substr(document.digest, 1, 8) AS digest
          FROM finding JOIN document ON document.id = finding.document_id
            JOIN sentence ON sentence.id = finding.sentence_id
          WHERE finding.document_id = ? AND sentence.start = ? AND finding.kind NOT IN ('time', 'actor')
          ORDER BY finding.start, finding.id
          """, arguments: [hit.document, hit.span.start]
      ).compactMap { row in
        FindingKind(rawValue: row["kind"]).map {
          FindingName(document: row["digest"], kind: $0, ordinal: row["ordinal"])
        }
      }
    }
  }
}
