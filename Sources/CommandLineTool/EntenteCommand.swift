import ArgumentParser
import DocumentReaders
import Findings
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
      ReadCommand.self, DocumentsCommand.self, RemoveCommand.self, ChronicleCommand.self, CompareCommand.self,
      StatementsCommand.self,
      FiguresCommand.self, AgreementsCommand.self, SourcesCommand.self, ActorsCommand.self, SearchCommand.self,
      ExplainCommand.self, ServeCommand.self, ReviewCommand.self, ConfirmCommand.self, CorrectCommand.self,
      RejectCommand.self, MergeCommand.self, SplitCommand.self, AddCommand.self, UndoCommand.self, LogCommand.self,
      ImportCommand.self, AgreementCommand.self, ParseCommand.self, TimesCommand.self, CodeCommand.self,
      ClassifyCommand.self, ResolveCommand.self, EvidenceCommand.self, PairsCommand.self, KnowledgeCommand.self,
    ])

  public init() {}

  /// Runs the program with the process's own arguments and ends it with the right exit code.
  public static func runAndExit() -> Never {
    // A reader that goes away (`| head`) is an error of write(2), not a signal that kills us in mid-transaction.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments == ["help", "categories"] {
        print(try CategoryTable.text(), terminator: "")
        Foundation.exit(CommandExit.done.rawValue)
      }
      if let problem = unknownCommand(arguments) {
        StandardError.write(problem)
        Foundation.exit(CommandExit.usage.rawValue)
      }
      var command = try parseAsRoot(arguments)
      do { try command.run() } catch let problem as ValidationError {
        // The words were understood as words of the command line: its usage wouldn't help.
        StandardError.write(message(of: problem))
        Foundation.exit(CommandExit.usage.rawValue)
      }
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

extension EntenteCommand {
  /// What a command says that finds in its work that it was asked for something impossible: "error: …", or as it stands
  /// where it names the file already.
  static func message(of problem: ValidationError) -> String {
    problem.message.contains("error: ") ? problem.message : "error: \(problem.message)"
  }

  /// What to say where the first word is no command, with those that may have been meant.
  static func unknownCommand(_ arguments: [String]) -> String? {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let words = arguments.first == "help" ? Array(arguments.dropFirst()) : arguments
    guard let word = words.first, !word.hasPrefix("-"), !names.contains(word), word != "help" else { return nil }
    let like = NearMiss.candidates(for: word, among: names)
    let hint = like.isEmpty ? "" : " Did you mean \(like.map { "\"\($0)\"" }.joined(separator: " or "))?"
    return "error: there is no command \"\(word)\".\(hint)\n`entente help` lists the commands."
  }
}

/// PLOVER's categories for the terminal.
enum CategoryTable {
  /// A line a category: name, quad, score, and what it is.
  static func text() throws -> String {
    let quads = ["", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    let glosses = Dictionary(
      try EmbeddedTables.table("web/categories.tsv").rows.map { ($0.fields[0], $0.fields[2]) },
      uniquingKeysWith: { first, _ in first })
    func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    var lines = ["\(pad("category", 11))\(pad("quad", 24))\(pad("score", 7))what it is"]
    for category in PloverCategory.allCases {
      let quad = category.quad.rawValue
      lines.append(
        pad(category.rawValue, 11) + pad("\(quad) \(quads[quad])", 24) + pad(String(category.score), 7)
          + (glosses[category.rawValue] ?? ""))
    }
    lines.append("")
    lines.append("The score runs from -10 (conflict) to 10 (cooperation); modes of a category can have others.")
    return lines.joined(separator: "\n") + "\n"
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
