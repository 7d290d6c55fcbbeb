// Trains the classifier that `entente classify` asks where frames are silent or weak.
//
//   entente parse < pairs.jsonl > parsed.jsonl
//   train-classifier pairs.jsonl parsed.jsonl [weights.bin | --margins margins.jsonl]
//
// Prints the figures of a cross-validation in five folds (no sentence in two folds) and a table of reliability, then,
// where a third argument names a file, trains on everything and writes the weights. With --margins it writes each sentence's
// margins by weights that never saw it instead, to weigh them against the encoder's (Training/pairs.py).
import EventExtraction
import Findings
import Foundation

let arguments = CommandLine.arguments
let wantsMargins = arguments.count == 5 && arguments[3] == "--margins"
guard arguments.count == 3 || arguments.count == 4 || wantsMargins else {
  FileHandle.standardError.write(
    Data("usage: train-classifier PAIRS.jsonl PARSED.jsonl [WEIGHTS.bin | --margins MARGINS.jsonl]\n".utf8))
  exit(2)
}

let coder = try EventCoder()
let parsed = try ParsedSentences(Data(contentsOf: URL(fileURLWithPath: arguments[2])))
var examples: [Example] = []
for line in try Data(contentsOf: URL(fileURLWithPath: arguments[1])).split(separator: 0x0A) {
  let pair = try JSONDecoder().decode(LabelledPair.self, from: line)
  guard let passage = parsed[pair.text] else { continue }
  let actor = passage.tokens(of: pair.actor)
  let recipient = passage.tokens(of: pair.recipient, notOverlapping: actor)
  let reading = coder.reading(of: passage, actor: actor, recipient: recipient)
  examples.append(
    Example(
      identifier: pair.id, text: pair.text, label: CrossValidation.root(pair.event), features: reading.features,
      frames: reading.events.first.map { CrossValidation.root($0.category.rawValue) }))
}
let classes = Set(examples.map(\.label)).sorted()
let validation = CrossValidation(examples, classes: classes, folds: 5)
print(validation.report)
if arguments.count == 4 {
  let machine = LinearMachine(examples, classes: classes)
  try Data(machine.file(sharpness: validation.sharpness)).write(to: URL(fileURLWithPath: arguments[3]))
}
if wantsMargins {
  var lines = ""
  for (example, margins) in zip(examples, validation.margins) {
    let numbers = margins.map { "\($0 * validation.sharpness)" }.joined(separator: ",")
    lines += "{\"id\":\"\(example.identifier)\",\"margins\":[\(numbers)]}\n"
  }
  try Data(lines.utf8).write(to: URL(fileURLWithPath: arguments[4]))
}
