import DocumentReaders
import Foundation
import Linguistics
import Pipeline
import SourceTexts
import StatementExtraction
import TestSupport

/// Breaks files for a number of seconds and counts what the readers can't bear.
struct FuzzRun {
  private var seconds = 60.0
  private var seed: UInt64 = 1904
  private var from = 0
  private var folder = ""
  private var files: [String] = []
  /// Rounds of one child.
  private let stretch = 400
  /// Seconds that a round may take.
  private let patience: UInt32 = 10

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--seconds": seconds = rest.popFirst().flatMap { Double($0) } ?? seconds
      case "--seed": seed = rest.popFirst().flatMap { UInt64($0) } ?? seed
      case "--from": from = rest.popFirst().flatMap { Int($0) } ?? from
      case "--out": folder = rest.popFirst() ?? ""
      default: files.append(word)
      }
    }
  }

  /// Starts children until the time is over.
  func run() throws -> Int32 {
    guard !folder.isEmpty, !files.isEmpty else { return 2 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let end = Date().addingTimeInterval(seconds)
    var round = from
    var found = 0
    while Date() < end {
      let child = Process()
      child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      child.arguments =
        [
          "fuzz-stretch", "--seconds", "\(end.timeIntervalSinceNow)", "--seed", "\(seed)", "--from", "\(round)",
          "--out", folder,
        ]
        + files
      try child.run()
      child.waitUntilExit()
      let state = URL(fileURLWithPath: folder).appendingPathComponent("round")
      let reached = (try? String(contentsOf: state, encoding: .utf8)).flatMap { Int($0) } ?? round
      if child.terminationReason == .uncaughtSignal {
        found += 1
        let current = URL(fileURLWithPath: folder).appendingPathComponent("current")
        let kept = URL(fileURLWithPath: folder).appendingPathComponent("signal-\(child.terminationStatus)-\(reached)")
        try? FileManager.default.removeItem(at: kept)
        try? FileManager.default.copyItem(at: current, to: kept)
        print("round \(reached): ended by signal \(child.terminationStatus); \(kept.path)")
      } else if child.terminationStatus != 0 {
        found += 1
      }
      round = max(round, reached) + 1
    }
    print("\(round - from) rounds from \(from) with seed \(seed): \(found) found")
    return found == 0 ? 0 : 1
  }

  /// A child's rounds, one after another.
  func runStretch() throws -> Int32 {
    var limit = rlimit(rlim_cur: 6 << 30, rlim_max: 6 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    let end = Date().addingTimeInterval(seconds)
    let trials = try self.trials()
    let citations = try CitationExtractor()
    var faults = 0
    let state = folder + "/round"
    let current = folder + "/current"
    for round in from..<(from + stretch) where Date() < end {
      let trial = trials[round % trials.count]
      let input = trial.input(round: round)
      try Data(input).write(to: URL(fileURLWithPath: current))
      try Data("\(round)".utf8).write(to: URL(fileURLWithPath: state))
      alarm(patience)
      if let fault = trial.fault(of: input) {
        print("round \(round), \(trial.kind.rawValue): \(fault)")
        try Data(input).write(to: URL(fileURLWithPath: folder + "/fault-\(round)"))
        faults += 1
      }
      if trial.kind == .text {
        // The same words as a note, and as a record beside a document.
        let text = String(decoding: input, as: UTF8.self)
        let source = SourceText(
          text: text, blocks: [Block(kind: .footnote, span: Span(0, text.utf8.count))],
          notes: [Note(label: "1", mark: nil, body: Span(0, text.utf8.count))], format: .plainText)
        _ = citations.citations(in: AnalysedDocument(source: source, passages: []))
        BibliographicSidecar.tryReading(text)
      }
      alarm(0)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    if usage.ru_maxrss > 1 << 20 { print("from round \(from): \(usage.ru_maxrss >> 10) MiB of memory") }
    return faults == 0 ? 0 : 1
  }

  private func trials() throws -> [ReaderTrial] {
    let reader = try DocumentReader()
    var seeds: [ReaderTrial.Kind: [[UInt8]]] = [:]
    for file in files {
      let ending = (file as NSString).pathExtension
      if ending == "bib" || ending == "json" {
        seeds[.text, default: []].append(Array(FileManager.default.contents(atPath: file) ?? Data()))
        continue
      }
      guard let kind = ReaderTrial.Kind(ending: ending) else { continue }
      if kind == .pdfLayout {
        if let layout = try? reader.pdfLayout(of: file) { seeds[kind, default: []].append(layout) }
      } else {
        seeds[kind, default: []].append(Array(FileManager.default.contents(atPath: file) ?? Data()))
      }
    }
    return try ReaderTrial.Kind.allCases.compactMap { kind in
      try seeds[kind].map { try ReaderTrial(kind, seeds: $0, reader: reader, seed: seed) }
    }
  }
}
