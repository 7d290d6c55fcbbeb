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

  /// The bytes of the user's files, for the versions that findings carry.
  var contents: [[UInt8]] { lexicon.compactMap { FileManager.default.contents(atPath: $0).map(Array.init) } }

  func load() throws -> ActorLexicon { try ActorLexicon.load(userTables: tables()) }

  func tables() throws -> [ResourceTable] {
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
