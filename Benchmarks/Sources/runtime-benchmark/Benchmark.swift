import Foundation
import LanguageRuntime
import Linguistics

/// Annotates a JSON-lines file and prints one JSON object with what it took.
///
/// `runtime-benchmark FOLDER FILE [--threads N] [--kernels NAME] [--passes N] [--rows] [--one-by-one]`; with `--print` the
/// rows themselves, a line a text.
@main
struct Benchmark {
  struct Line: Decodable { var text: String }

  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String) -> String? {
      guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
      defer { arguments.removeSubrange(place...(place + 1)) }
      return arguments[place + 1]
    }
    func flag(_ name: String) -> Bool {
      guard let place = arguments.firstIndex(of: name) else { return false }
      arguments.remove(at: place)
      return true
    }
    let threads = option("--threads").flatMap(Int.init) ?? 1
    let passes = option("--passes").flatMap(Int.init) ?? 1
    let kernels = option("--kernels").flatMap(KernelSet.named) ?? .preferred
    if flag("--kernel-sets") {
      print("[" + KernelSet.available.map { "\"\($0)\"" }.joined(separator: ",") + "]")
      return
    }
    let writesRows = flag("--rows")
    let prints = flag("--print")
    let oneByOne = flag("--one-by-one")
    guard arguments.count == 2 else {
      print("usage: runtime-benchmark FOLDER FILE [--threads N] [--kernels NAME] [--passes N] [--rows] [--one-by-one]")
      exit(64)
    }
    let decoder = JSONDecoder()
    let texts = try String(contentsOfFile: arguments[1], encoding: .utf8).split(separator: "\n")
      .map { try decoder.decode(Line.self, from: Data($0.utf8)).text }
    let start = ContinuousClock.now
    let pipeline: LanguagePipeline
    do {
      pipeline = try LanguagePipeline.load(folder: URL(fileURLWithPath: arguments[0]), kernels: kernels)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
    let loaded = ContinuousClock.now
    if prints {
      pipeline.makeAnnotator().writeRows(of: texts) { _, json in
        json.append(0x0A)
        FileHandle.standardOutput.write(Data(json))
      }
      return
    }
    var tokens = 0
    var bytes = 0
    for _ in 0..<passes {
      // A new annotator each time: nothing is remembered from the pass before.
      if threads > 1 {
        let batches = BatchAnnotator(pipeline, threads: threads)
        if writesRows {
          batches.writeRows(texts, text: \.self) { bytes += $0.json.count }
        } else {
          batches.annotate(texts) { tokens += $0.count }
        }
      } else if oneByOne {
        let annotator = pipeline.makeAnnotator()
        for text in texts { tokens += annotator.annotate(text).count }
      } else if writesRows {
        pipeline.makeAnnotator().writeRows(of: texts) { bytes += $1.count }
      } else {
        let annotator = pipeline.makeAnnotator()
        for group in texts.chunks(of: 64) {
          for result in annotator.annotate(Array(group)) { tokens += result.count }
        }
      }
    }
    let end = ContinuousClock.now
    let seconds = (end - loaded) / .seconds(1)
    print(
      """
      {"kernels":"\(kernels)","threads":\(threads),"load":\((loaded - start) / .seconds(1)),"seconds":\(seconds),\
      "passes":\(passes),"tokens":\(tokens),"json_bytes":\(bytes),"peak_mib":\(peakMebibytes())}
      """)
  }

  /// Largest resident set so far.
  static func peakMebibytes() -> Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss / 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1_048_576
    #endif
  }
}

extension Array {
  func chunks(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min(count, $0 + size)] }
  }
}
