import ArgumentParser
import Codebook
import Findings
import Foundation
import Pipeline
import SourceTexts
import Store

/// Who decides, why, and in which archive: what all commands of decisions take.
struct DecisionOptions: ParsableArguments {
  @Option(help: "Why; it stands in the log.")
  var reason: String?

  @Option(help: "Who decides (default: the user of this machine, or ENTENTE_USER).")
  var by: String?

  @OptionGroup var archive: ArchiveOptions

  var verdict: Verdict { .now(by: by, because: reason) }

  func open() throws -> Archive { try archive.openExisting() }

  func requireReason() throws {
    if (reason ?? "").isEmpty { throw ValidationError("--reason is needed: it tells others why.") }
  }
}

/// What the commands of decisions have in common.
enum Deciding {
  static func names(_ texts: [String]) throws -> [FindingName] {
    try texts.map { text in
      guard let name = FindingName(text) else {
        throw ValidationError("\"\(text)\" is not a finding's name such as 9e561519.e1034.")
      }
      return name
    }
  }

  /// Takes a decision and says its numbers in the log.
  static func decide(_ body: () throws -> [Int64]) throws {
    let numbers: [Int64]
    do {
      numbers = try body()
    } catch let error as NamingError {
      throw ValidationError("\(error)")
    } catch let error as DecisionError {
      throw ValidationError("\(error)")
    }
    if numbers.isEmpty {
      StandardError.write("Nothing to be decided: it is so already.")
    } else {
      let list = numbers.map(String.init).joined(separator: ", ")
      StandardError.write(
        "\(numbers.count == 1 ? "Decision" : "Decisions") \(list); entente undo takes \(numbers.count == 1 ? "it" : "one") back."
      )
    }
  }

  /// Who said something, as the log keeps it: with the code of somebody who is known.
  static func speaker(_ text: String) throws -> String {
    let name = text.replacing("/", with: " ").replacing(";", with: " ")
    guard let code = try ActorNaming(lexicon: .load()).read(name)?.code else { return name }
    return "\(code.rawValue)//\(name)"
  }

  /// Parties as the log keeps them: codes or names, separated by commas; none for an empty text.
  static func parties(_ text: String) throws -> String {
    let naming = try ActorNaming(lexicon: .load())
    return try text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map {
      if $0 == "---" { return "---" }
      guard let reading = naming.read($0) else {
        let like = naming.namesLike($0)
        throw ValidationError(
          "No actor is known by \"\($0)\"." + (like.isEmpty ? "" : " Did you mean \(like.joined(separator: " or "))?"))
      }
      let code = reading.code?.rawValue ?? "---"
      let name = reading.name ?? reading.code.map(naming.name) ?? $0
      return "\(code)/\(reading.identifier ?? "")/\(name)"
    }.joined(separator: "; ")
  }
}

struct ConfirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Says that findings are right as they are.")

  @Argument(help: "Names of findings, as they stand in brackets in the chronicle.")
  var findings: [String]

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let names = try Deciding.names(findings)
    let archive = try options.open()
    try Deciding.decide { try archive.confirm(names, options.verdict) }
  }
}

struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Says that findings are none: they leave every list, and stay in the log.")

  @Argument(help: "Names of findings.")
  var findings: [String]

  @OptionGroup var options: DecisionOptions

  func validate() throws { try options.requireReason() }

  func run() throws {
    let names = try Deciding.names(findings)
    let archive = try options.open()
    try Deciding.decide { try archive.reject(names, options.verdict) }
  }
}

struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Corrects an event, a statement, a figure or an agreement, or what is known of a document.",
    discussion: """
      entente correct 9e561519.e1034 --date 1904-04-08 --actors FRA,GBR --recipients "" --reason "the note says so"
      entente correct 9e561519.f512 --value 2100000 --unit USD --reason "thousands, not units"
      entente correct report.pdf --title "The Entente" --published 1904 --reason "title page"

      The correction stands beside the machine's coding and survives coding and reading anew. Where the machine comes to \
      say the same, the line counts as confirmed. An empty value takes away what was known.

      Events have actors, recipients, event, date, status and said-by; statements speaker, role, about, stance, date and \
      kind; figures value, unit, kind, measures, actors and date; agreements name, actors (their parties), date and status.
      """)

  @Argument(help: "The finding's name, or a document: its number, file name, identifier, or eight first digits.")
  var target: String

  @Option(help: "Actors: codes or names, separated by commas.")
  var actors: String?

  @Option(help: "Recipients: codes or names, separated by commas.")
  var recipients: String?

  @Option(help: "The category, such as SANCTION (see entente help categories).")
  var event: PloverCategory?

  @Option(help: "When: an EDTF date such as 1904-04, or none.")
  var date: String?

  @Option(
    help:
      "occurred, ongoing, expected, hypothetical or denied; of an agreement proposed, signed, in force, suspended or ended."
  )
  var status: String?

  @Option(help: "Who asserts it, or \"author\".")
  var saidBy: String?

  @Option(help: "Who said a statement.")
  var speaker: String?

  @Option(help: "The speaker's role.")
  var role: String?

  @Option(help: "Whom a statement is about: codes or names, separated by commas.")
  var about: String?

  @Option(parsing: .unconditional, help: "How a statement stands to those it is about: -1, 0 or 1.")
  var stance: Int?

  @Option(help: "direct or indirect of a statement; trade, arms and so on of a figure.")
  var kind: String?

  @Option(parsing: .unconditional, help: "A figure's number, with its scale applied: 2100000 for 2.1 million.")
  var value: Double?

  @Option(help: "A figure's unit: USD, people, km, share.")
  var unit: String?

  @Option(help: "What a figure measures.")
  var measures: String?

  @Option(help: "An agreement's name.")
  var name: String?

  @Option(help: "The document's title.")
  var title: String?

  @Option(help: "An author of the document; may be repeated.")
  var author: [String] = []

  @Option(help: "When the document was published (YYYY, YYYY-MM or YYYY-MM-DD).")
  var published: String?

  @Option(help: "Who published the document.")
  var publisher: String?

  @Option(help: "Where the document was published.")
  var url: String?

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    try options.requireReason()
    if let date, date != "none", HistoricalDate(edtf: date, basis: .explicit) == nil {
      throw ValidationError("--date takes an EDTF date such as 1904, 1904-04-08, 1904/1907 or 190X, or none.")
    }
    if let published, !published.isEmpty, DocumentMetadata.publicationDate(published) != published {
      throw ValidationError("--published takes a date such as 2017-02-06, 2017-02 or 2017.")
    }
  }

  func run() throws {
    let archive = try options.open()
    let values = try fields()
    var known: [(field: String, value: String)] = []
    if let title { known.append(("title", title)) }
    if !author.isEmpty { known.append(("authors", author.joined(separator: "\n"))) }
    if let published { known.append(("published", published)) }
    if let publisher { known.append(("publisher", publisher)) }
    if let url { known.append(("url", url)) }
    if let name = FindingName(target) {
      guard known.isEmpty else {
        throw ValidationError("\(target) is a finding; it has no title, author or publisher.")
      }
      return try Deciding.decide { try archive.correct(name, fields: values, options.verdict) }
    }
    guard values.isEmpty else {
      throw ValidationError("\"\(target)\" is not a finding's name such as 9e561519.e1034.")
    }
    guard !known.isEmpty else { throw ValidationError("Nothing was given to be changed.") }
    try Deciding.decide {
      try archive.correct(document: try archive.document(named: target), known, options.verdict)
    }
    if published != nil {
      StandardError.write("Read the document again, so that what it dates from its publication is dated anew.")
    }
  }
}

extension CorrectCommand {
  /// The fields of a finding that were given, as the log keeps them.
  private func fields() throws -> [(field: String, value: String)] {
    var fields: [(field: String, value: String)] = []
    func add(_ field: String, _ value: String?) {
      if let value { fields.append((field, value)) }
    }
    add("actors", try actors.map(Deciding.parties))
    add("recipients", try recipients.map(Deciding.parties))
    add("event", event?.rawValue)
    add("date", date)
    add("status", status?.lowercased())
    add("said-by", saidBy.map { $0.isEmpty ? "author" : $0 })
    add("speaker", try speaker.map(Deciding.speaker))
    add("role", role)
    add("about", try about.map(Deciding.parties))
    add("stance", stance.map { String($0) })
    add("kind", kind)
    add("value", value.map { String($0) })
    add("unit", unit)
    add("measures", measures)
    add("name", name)
    return fields
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Says that events are reports of the same occurrence.")

  @Argument(help: "Names of two or more events.")
  var findings: [String]

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    if Set(findings).count < 2 { throw ValidationError("Two events at least are merged.") }
  }

  func run() throws {
    let names = try Deciding.names(findings)
    let archive = try options.open()
    try Deciding.decide { try archive.merge(names, options.verdict) }
  }
}

struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Says that an event is an occurrence of its own.")

  @Argument(help: "The event's name.")
  var finding: String

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let name = try Deciding.names([finding])[0]
    let archive = try options.open()
    try Deciding.decide { try archive.split(name, options.verdict) }
  }
}

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds an event by hand, with the words of the document that tell it.")

  @Option(help: "The document: its number, file name, identifier, or eight first digits.")
  var document: String

  @Option(help: "The words of the document, exactly; they have to stand in it once.")
  var quote: String

  @Option(help: "The category, such as SANCTION (see entente help categories).")
  var event: PloverCategory

  @Option(help: "Actors: codes or names, separated by commas.")
  var actors: String

  @Option(help: "Recipients: codes or names, separated by commas.")
  var recipients = ""

  @Option(help: "When: an EDTF date such as 1904-04, or none.")
  var date = "none"

  @Option(help: "occurred, ongoing, expected, hypothetical or denied.")
  var status = EventStatus.occurred

  @Option(help: "Who asserts it, or \"author\".")
  var saidBy = "author"

  @OptionGroup var options: DecisionOptions

  func validate() throws {
    if date != "none", HistoricalDate(edtf: date, basis: .explicit) == nil {
      throw ValidationError("--date takes an EDTF date such as 1904, 1904-04-08, 1904/1907 or 190X, or none.")
    }
  }

  func run() throws {
    let archive = try options.open()
    let coding = HandCoding(
      event: event.rawValue, actors: try Deciding.parties(actors), recipients: try Deciding.parties(recipients),
      date: date, status: status.rawValue, saidBy: saidBy)
    try Deciding.decide {
      try archive.add(coding, quoting: quote, in: try archive.document(named: document), options.verdict)
    }
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes a decision back; the log keeps both.")

  @Argument(help: "The decision's number in the log.")
  var number: Int64

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let archive = try options.open()
    try Deciding.decide { try archive.undo(number, options.verdict) }
  }
}
