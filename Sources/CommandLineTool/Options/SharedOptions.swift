import ArgumentParser
import Codebook
import Findings
import Foundation
import LanguageRuntime
import Pipeline
import ResourceTables
import Store

struct ModelOptions: ParsableArguments {
  @Option(help: "A spaCy v3 pipeline folder to analyse English with, instead of the one that set-up fetched.")
  var model: String?

  /// The folder that holds the model, which has to be there.
  func folder() throws -> URL { try ModelLocation.folder(named: model) }

  func load() throws -> LanguagePipeline { try Self.load(folder()) }

  static func load(_ folder: URL) throws -> LanguagePipeline {
    do {
      return try LanguagePipeline.load(folder: folder)
    } catch {
      throw UnusableModel(folder: folder.path, error: error)
    }
  }
}

/// A model folder that can't be used, and why.
struct UnusableModel: Error, CustomStringConvertible {
  var folder: String
  var error: ModelError

  var description: String { "\(folder): error: \(error)" }
}

struct ThreadOptions: ParsableArguments {
  @Option(help: "How many threads work at once (default: one for each core).")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up.") }
  }

  var workers: OrderedWorkers { threads.map(OrderedWorkers.init(threads:)) ?? .allCores }
}

struct LexiconOptions: ParsableArguments {
  @Option(help: "A knowledge file of your own that adds to or overrides what is known of actors; may be repeated.")
  var lexicon: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder of knowledge files of your own, laid over ours: frames, names, periods, units, agreements, reporting verbs. May be repeated.",
      valueName: "dir"))
  var knowledge: [String] = []

  /// The bytes of the user's files, for the versions that findings carry.
  var contents: [[UInt8]] {
    var found: [[UInt8]] = []
    for path in lexicon + KnowledgeFiles.files(in: knowledge) {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      // A file's name says which table it is for.
      let name = URL(fileURLWithPath: path).lastPathComponent
      found.append(Array(name.utf8) + Array(data))
    }
    return found
  }

  func load() throws -> ActorLexicon { try ActorLexicon.load(userTables: lexiconTables(), knowledge: overlays()) }

  /// Ours with the user's laid over them.
  func overlays() throws -> KnowledgeTables { try KnowledgeFiles.tables(in: knowledge) }

  /// All tables of the user's own, whose rows are kept with what rests on them.
  func tables() throws -> [ResourceTable] { try lexiconTables() + overlays().overlays.map(\.table) }

  private func lexiconTables() throws -> [ResourceTable] {
    try lexicon.map { path in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ResourceError(table: path, line: 0, reason: .missing)
      }
      return try ResourceTable(name: path, bytes: data)
    }
  }
}

struct ArchiveOptions: ParsableArguments {
  @Option(help: "The archive to use.")
  var archive = "entente.sqlite"

  func openExisting() throws -> Archive { try Archive.openExisting(at: archive) }
}

/// A day, month or year on the command line.
struct CalendarBound: ExpressibleByArgument, Sendable {
  var earliest: CalendarDay
  var latest: CalendarDay

  init?(argument: String) {
    guard let bounds = ExtendedDate.bounds(of: argument), let earliest = bounds.earliest, let latest = bounds.latest
    else { return nil }
    self.earliest = earliest
    self.latest = latest
  }
}

extension PloverCategory: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

extension EventStatus: ExpressibleByArgument {}
