import ArgumentParser
import DocumentReaders
import Foundation
import Pipeline
import ResourceTables
import Store

/// The command `entente` with its subcommands.
public struct EntenteCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "entente",
    abstract: "Makes checkable evidence of what has been written about relations between states.",
    discussion: """
      Entente reads essays, reports, diplomatic histories and news, and finds who did what to whom, when, and \
      according to whom. Everything it finds leads back to its sentence, page and citation. Nothing leaves the machine.

      A first run:
        entente read report.pdf essay.html --archive my.sqlite
        entente chronicle FRA GBR --archive my.sqlite

      Exit codes: 0 done, 1 some documents or lines failed, 2 usage, 3 set-up missing.
      """,
    version: CoderVersion.coder,
    subcommands: [
      ReadCommand.self, ChronicleCommand.self, StatementsCommand.self, FiguresCommand.self, AgreementsCommand.self,
      SourcesCommand.self, ActorsCommand.self, SearchCommand.self, ExplainCommand.self, ServeCommand.self,
      ParseCommand.self,
      TimesCommand.self, CodeCommand.self,
      ClassifyCommand.self, ResolveCommand.self, EvidenceCommand.self,
    ])

  public init() {}

  /// Runs the program with the process's own arguments and ends it with the right exit code.
  public static func runAndExit() -> Never {
    // A reader that goes away (`| head`) is an error of write(2), not a signal that kills us in mid-transaction.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      Foundation.exit(CommandExit.done.rawValue)
    } catch let status as CommandExit {
      Foundation.exit(status.rawValue)
    } catch is OutputClosed {
      Foundation.exit(CommandExit.done.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        print(fullMessage(for: error))
        Foundation.exit(CommandExit.done.rawValue)
      }
      let status = CommandExit(error, parserCode: code)
      StandardError.write(code == .validationFailure ? fullMessage(for: error) : "\(error)")
      Foundation.exit(status.rawValue)
    }
  }
}

/// The exit codes that DESIGN.md fixes. Thrown by a command whose messages have been written already.
public enum CommandExit: Int32, Error, Sendable {
  case done = 0
  case someFailed = 1
  case usage = 2
  case setupMissing = 3

  init(_ error: any Error, parserCode: ExitCode) {
    switch error {
    case is MissingModel, is UnusableModel: self = .setupMissing
    case is ArchiveError, is ResourceError: self = .usage
    default: self = parserCode == .validationFailure ? .usage : .someFailed
    }
  }
}

/// Notes for the user; results go to standard output.
enum StandardError {
  static func write(_ text: String) { writeRaw(text.hasSuffix("\n") ? text : text + "\n") }

  /// Writes without ending the line.
  static func writeRaw(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
