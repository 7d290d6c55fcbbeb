// Encodes texts and prints pieces, places and a few numbers, or measures how fast that goes; for developers.
// Benchmarks/encoder compares what comes out with PyTorch.
import Foundation
import LanguageRuntime
import SourceTexts

let usage = """
  usage: encoder-probe FOLDER [--precision float32|int8] [--kernels NAME] [--values FILE] [--passes N] < texts.jsonl
         encoder-probe FOLDER --kernel-sets

  Reads {"id","text"} lines and prints {"id","pieces","offsets","first"}: offsets in code points, first the first
  vector's first numbers. --values writes all vectors to FILE as float32, one after another. --passes prints nothing of
  the texts and instead how long N passes over them took, as one JSON line.

  """

func fail(_ message: String, code: Int32) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(code)
}

struct Line: Decodable {
  let id: String
  let text: String
}

struct Shown: Encodable {
  let id: String
  let pieces: [Int32]
  let offsets: [[Int]]
  let first: [Float]
}

struct Measured: Encodable {
  let precision: String
  let kernels: String
  let load: Double
  let pieces: Int
  let passes: Int
  let tokenizing: Double
  let seconds: Double
}

var arguments = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String) -> String? {
  guard let place = arguments.firstIndex(of: name) else { return nil }
  guard place + 1 < arguments.count else { fail(usage, code: 2) }
  defer { arguments.removeSubrange(place...(place + 1)) }
  return arguments[place + 1]
}

guard let precision = EncoderPrecision(rawValue: option("--precision") ?? "float32") else { fail(usage, code: 2) }
var kernels = EncoderKernels.preferred
if let name = option("--kernels") {
  guard let named = EncoderKernels.named(name) else {
    fail("encoder-probe: no kernels \(name), this processor has \(EncoderKernels.available)", code: 2)
  }
  kernels = named
}
let valuesPath = option("--values")
let passes = option("--passes").flatMap(Int.init)
let listsKernels = arguments.contains("--kernel-sets")
arguments.removeAll { $0 == "--kernel-sets" }
guard arguments.count == 1 else { fail(usage, code: 2) }
if listsKernels {
  print(EncoderKernels.available.map(\.name).joined(separator: "\n"))
  exit(0)
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

do {
  let begin = seconds()
  let model = try EncoderModel(
    folder: URL(fileURLWithPath: arguments[0]), precision: precision, kernels: kernels)
  let load = seconds() - begin
  let tokenizer = model.makeTokenizer()
  let encoder = model.makeEncoder()
  let decoder = JSONDecoder()
  var lines: [Line] = []
  while let line = readLine() { lines.append(try decoder.decode(Line.self, from: Data(line.utf8))) }
  let start = seconds()
  let pieces = lines.map { tokenizer.pieces(of: $0.text) }
  let tokenizing = seconds() - start
  let inputs = pieces.map { EncoderInput(pieces: $0.ids) }

  let json = JSONEncoder()
  json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if let passes {
    _ = try encoder.encode(Array(inputs.prefix(20)))
    let start = seconds()
    for _ in 0..<passes { _ = try encoder.encode(inputs) }
    let measured = Measured(
      precision: precision.rawValue, kernels: kernels.name, load: load, pieces: pieces.reduce(0) { $0 + $1.count },
      passes: passes, tokenizing: tokenizing, seconds: seconds() - start)
    print(String(decoding: try json.encode(measured), as: UTF8.self))
  } else {
    var values: FileHandle?
    if let valuesPath {
      FileManager.default.createFile(atPath: valuesPath, contents: nil)
      values = try FileHandle(forWritingTo: URL(fileURLWithPath: valuesPath))
    }
    for group in stride(from: 0, to: lines.count, by: 64) {
      let range = group..<min(group + 64, lines.count)
      for (number, output) in zip(range, try encoder.encode(Array(inputs[range]))) {
        let index = CodePointIndex(lines[number].text)
        let shown = Shown(
          id: lines[number].id, pieces: pieces[number].ids,
          offsets: pieces[number].spans.map { [index.codePoint(atByte: $0.start), index.codePoint(atByte: $0.end)] },
          first: Array(output.values.prefix(6)))
        print(String(decoding: try json.encode(shown), as: UTF8.self))
        if let values { try values.write(contentsOf: output.values.withUnsafeBytes { Data($0) }) }
      }
    }
  }
} catch {
  fail("encoder-probe: \(error)", code: 3)
}
