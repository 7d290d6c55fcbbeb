import ArgumentParser
import Exports
import Store

/// Writes what the pair model sees of an archive's events; for training alone.
struct PairsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairs", abstract: "Writes pairs of events with what the pair model weighs, as JSON lines.",
    shouldDisplay: false)

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "All pairs of different documents, not only those that share a key.")
  var all = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let archive = try archive.openExisting()
    try output.write { output in
      var json = JSONWriter()
      json.beginObject()
      json.key("features")
      json.strings(Archive.pairFeatures)
      json.endObject()
      json.newline()
      try archive.forEachPair(all: all) { pair in
        json.beginObject()
        json.key("a")
        json.string(pair.first)
        json.key("a_document")
        json.string(pair.firstDocument)
        json.key("b")
        json.string(pair.second)
        json.key("b_document")
        json.string(pair.secondDocument)
        json.key("candidate")
        json.boolean(pair.isCandidate)
        json.key("values")
        if let values = pair.values {
          json.beginArray()
          for value in values { json.number((Double(value) * 10_000).rounded() / 10_000) }
          json.endArray()
        } else {
          json.optionalString(nil)
        }
        json.endObject()
        json.newline()
        if json.bytes.count > 1 << 16 {
          try output.write(json.bytes)
          json.removeAll()
        }
      }
      try output.write(json.bytes)
    }
  }
}
