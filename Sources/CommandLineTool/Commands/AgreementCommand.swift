import ArgumentParser
import Exports
import Findings
import Foundation
import Pipeline
import Store

struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "How far the machine's coding agrees with a person's, by layer and field.",
    discussion: """
      Takes a hand-coded file: JSON with events, statements, figures and agreements for each document, or \
      comma-separated values with the columns document, quote, event, actors, recipients, date and status. Without a \
      file the archive's own decisions are taken: what people confirmed, corrected, rejected and added.

      Precision and recall tell how much of what one found the other has; Krippendorff's alpha, over what both have, how \
      far a field agrees beyond chance (1 always, 0 as chance would). --differences lists the lines that differ.
      """)

  @Argument(help: "A hand-coded file (.json, .jsonl, .csv).")
  var file: String?

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "List the lines that differ.")
  var differences = false

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let archive = try archive.openExisting()
    let agreement: CodingAgreement
    if let file {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw ValidationError("\(file): error: can't be read")
      }
      do {
        agreement = try CodingAgreement(with: try HandCodedFile(data: data, name: file), in: archive)
      } catch let problem as HandCodedFile.Problem {
        throw ValidationError("\(problem)")
      }
    } else {
      agreement = try CodingAgreement(withDecisionsIn: archive)
    }
    try output.write(format.write(differences ? Self.differences(agreement) : Self.table(agreement)))
    for name in agreement.missing { StandardError.write("\(name): warning: the archive holds no such document") }
    if agreement.layers.isEmpty { StandardError.write("There is nothing to compare.") }
    if !agreement.missing.isEmpty { throw CommandExit.someFailed }
  }

  private static func table(_ agreement: CodingAgreement) -> FindingList {
    func number(_ value: Double?) -> String { value.map { String(($0 * 1000).rounded() / 1000) } ?? "" }
    var list = FindingList(
      columns: ["layer", "field", "hand", "machine", "both", "precision", "recall", "agreement", "alpha"])
    for layer in agreement.layers {
      list.rows.append([
        layer.kind.rawValue, "found", String(layer.hand), String(layer.machine), String(layer.both),
        number(layer.precision), number(layer.recall), "", "",
      ])
      for (name, alpha) in layer.fields {
        list.rows.append([
          layer.kind.rawValue, name, "", "", String(alpha.units), "", "", number(alpha.agreement), number(alpha.value),
        ])
      }
    }
    return list
  }

  private static func differences(_ agreement: CodingAgreement) -> FindingList {
    FindingList(
      columns: ["document", "layer", "finding", "field", "hand", "machine", "words"],
      rows: agreement.differences.map { difference in
        [
          String(difference.document), difference.kind.rawValue, difference.finding ?? "", difference.field,
          difference.hand, difference.machine, difference.words,
        ]
      })
  }
}
