import ArgumentParser
import Pipeline

/// What the learned reader is trained on; for developers.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Filter: what the rules say of each word, for training the learned reader.",
    discussion: "Reads lines as `code` does; Training/README.md says what it writes.", shouldDisplay: false)

  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let coder = try DocumentCoder(pipeline: model.load(), lexicon: lexicon.load(), knowledge: lexicon.overlays())
    try FilterRun.run(EvidenceFilter(coder: coder), workers: threads.workers, output: output)
  }
}
