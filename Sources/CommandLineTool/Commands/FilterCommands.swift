import ArgumentParser
import Foundation
import Pipeline

/// What the filters have in common: standard input to standard output, and exit code 1 where a line failed.
enum FilterRun {
  static func run(_ filter: some LineFilter, workers: OrderedWorkers, output: OutputOptions) throws {
    let failed = try output.handle { try filter.run(from: .standardInput, to: $0, workers: workers) }
    if failed > 0 {
      StandardError.write("\(failed) \(failed == 1 ? "line" : "lines") failed; each has an \"error\" in the output")
      throw CommandExit.someFailed
    }
  }
}

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Filter: tokens, tags, dependency parse and entities of each line's text.",
    discussion: """
      Reads JSON lines {"id","text"} and writes {"id","tokens":[[text, idx, whitespace, lemma, tag, pos, dep, head, \
      sent_start, ent_iob, ent_type], …]}; idx counts Unicode code points.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try FilterRun.run(ParseFilter(pipeline: model.load()), workers: threads.workers, output: output) }
}

struct TimesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "times", abstract: "Filter: the time expressions of each line's text, as TIMEX3.",
    discussion: """
      Reads JSON lines {"id","date","text"} and writes {"id","times":[{"start","end","type","value"}]}; date is the \
      day on which the text was written, offsets count Unicode code points.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try FilterRun.run(TimesFilter(pipeline: model.load()), workers: threads.workers, output: output) }
}

struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Filter: everything that can be found in each line's text, as PLOVER events and more.",
    discussion: """
      Reads JSON lines {"id","date","text"[,"title","url","publisher"]}; date is the day of publication, null where \
      unknown. Writes {"id","coder","times","events","statements","figures","citations","agreements"}; every offset \
      counts Unicode code points of the text as given.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var coding: CodingOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let coder = try DocumentCoder(
      pipeline: model.load(), lexicon: lexicon.load(), encoder: coding.encoder(), knowledge: lexicon.overlays())
    try FilterRun.run(CodeFilter(coder: coder), workers: threads.workers, output: output)
  }
}

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify", abstract: "Filter: the PLOVER category of what one marked party does to another.",
    discussion: "Reads JSON lines {\"id\",\"text\",\"actor\",\"recipient\"} and writes {\"id\",\"event\"}.")

  @OptionGroup var model: ModelOptions
  @OptionGroup var coding: CodingOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let pipeline = try model.load()
    let documents = try coding.encoder().map {
      try DocumentCoder(pipeline: pipeline, lexicon: .load(), encoder: $0)
    }
    try FilterRun.run(
      ClassifyFilter(pipeline: pipeline, documents: documents), workers: threads.workers, output: output)
  }
}

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Filter: who a name was at a date.",
    discussion: """
      Reads JSON lines {"id","name","date"} and writes {"id","code","sector","name","office"}, nulls where unknown. No \
      language model is needed.
      """)

  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try FilterRun.run(ResolveFilter(lexicon: lexicon.load()), workers: threads.workers, output: output)
  }
}
