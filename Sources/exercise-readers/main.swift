// Shows what the readers make of documents, and breaks files for them.
//
// usage: exercise-readers show [--ocr] FILE…    one JSON object a document: blocks, notes, pages, diagnostics, record
//        exercise-readers notes FILE            of each line, a note without its number, the works it cites as JSON; an empty
//                                               line forgets the works before
//        exercise-readers fuzz [--seconds N] [--seed N] [--from N] --out FOLDER FILE…
//
// `fuzz` runs itself as a child for each stretch of rounds, so that a crash or hang costs one round: the input that was
// being read lies in FOLDER under its round's name. Exit codes: 0 nothing found, 1 a crash, hang or fault, 2 usage.
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "show": exit(try DocumentListing.show(Array(arguments.dropFirst())) ? 0 : 1)
case "notes": exit(try NoteListing.show(Array(arguments.dropFirst())) ? 0 : 1)
case "fuzz": exit(try FuzzRun(Array(arguments.dropFirst())).run())
case "fuzz-stretch": exit(try FuzzRun(Array(arguments.dropFirst())).runStretch())
default:
  FileHandle.standardError.write(Data("usage: exercise-readers show FILE… | fuzz --out FOLDER FILE…\n".utf8))
  exit(2)
}
