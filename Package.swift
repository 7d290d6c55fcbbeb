// swift-tools-version: 6.1
// Entente's targets stand in rows. A target imports only from rows below its own, never from its own row and never
// upward; Tests/ArchitectureTests reads the sources and fails where that is broken.
//
//  8  entente | train-classifier | encoder-probe
//     a few lines of main | trains the classifier of marked pairs | shows and times what the encoder does
//  7  CommandLineTool         options -> action -> printed result and exit code      (only here: ArgumentParser)
//  6  WebServer               the page                                           (only here: Hummingbird, Mustache)
//  5  Pipeline                takes documents through every stage into an archive, and makes chronicles of it
//  4  Exports | Evaluation | EventReading     one type per output format | scores against gold sets | the learned
//     reader of events, on top of what the rules found
//  3  TemporalExtraction | ActorExtraction | EventExtraction | StatementExtraction | Store      (only Store: GRDB)
//  2  DocumentReaders | LanguageRuntime | Codebook | Analysis
//     (only LanguageRuntime: tensors, model files; Analysis: pure functions over findings, which Store lists by)
//  1  Linguistics | Findings  sentences, tokens, parses | what is found, each with its evidence
//  0  SourceTexts | ResourceTables    documents, spans, the way back to the file | knowledge files
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny")
]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "entente",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "entente", targets: ["entente"]),
    .library(name: "LanguageRuntime", targets: ["LanguageRuntime", "Linguistics", "SourceTexts"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // Row 0
    library("SourceTexts"),
    library("ResourceTables", ["EmbeddedResources"]),
    // Knowledge files compiled into the binary by C's #embed; nothing but bytes.
    .target(name: "EmbeddedResources", exclude: ["tables", "web"]),
    // Row 1
    library("Linguistics", ["SourceTexts"]),
    library("Findings", ["SourceTexts"]),
    // Row 2
    .systemLibrary(
      name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    library("DocumentReaders", ["SourceTexts", "ResourceTables", "CGumbo", "CArchive"]),
    // Matrix kernels in C, because Swift has no per-function CPU target; nothing but arithmetic.
    .target(name: "LanguageRuntimeKernels"),
    library("LanguageRuntime", ["Linguistics", "SourceTexts", "LanguageRuntimeKernels"]),
    library("Codebook", ["ResourceTables", "Findings", "Linguistics"]),
    library("Analysis", ["Findings", "ResourceTables", "SourceTexts"]),
    // Row 3
    library("TemporalExtraction", ["Findings", "Linguistics", "ResourceTables", "SourceTexts"]),
    library("ActorExtraction", ["Codebook", "Findings", "Linguistics", "ResourceTables", "SourceTexts"]),
    library("EventExtraction", ["Codebook", "Findings", "Linguistics", "ResourceTables", "SourceTexts"]),
    library("StatementExtraction", ["Findings", "Linguistics", "ResourceTables", "SourceTexts"]),
    library("Store", ["Analysis", "Findings", "SourceTexts", .product(name: "GRDB", package: "GRDB.swift")]),
    // Row 4
    library("Exports", ["Analysis", "Findings", "SourceTexts"]),
    library("Evaluation", []),
    library(
      "EventReading",
      [
        "LanguageRuntime", "Codebook", "EventExtraction", "TemporalExtraction", "Findings", "Linguistics",
        "ResourceTables",
        "SourceTexts",
      ]),
    // Row 5
    library(
      "Pipeline",
      [
        "DocumentReaders", "LanguageRuntime", "Codebook", "TemporalExtraction", "ActorExtraction",
        "EventExtraction", "EventReading", "StatementExtraction", "Store", "Analysis", "Exports", "Evaluation",
        "Findings",
        "Linguistics", "SourceTexts", "ResourceTables",
      ]),
    // Row 6
    library(
      "WebServer",
      [
        "Pipeline", "Store", "Exports", "Analysis", "Codebook", "Findings", "SourceTexts", "ResourceTables",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Mustache", package: "swift-mustache"),
      ]),
    // Row 7
    library(
      "CommandLineTool",
      [
        "Pipeline", "WebServer", "Exports", "Store", "Analysis", "LanguageRuntime", "DocumentReaders", "Codebook",
        "Findings", "SourceTexts", "ResourceTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Row 8
    .executableTarget(name: "entente", dependencies: ["CommandLineTool"], swiftSettings: settings),
    // Trains the event classifier; for developers, not installed.
    .executableTarget(
      name: "train-classifier",
      dependencies: ["Evaluation", "EventExtraction", "Findings", "Linguistics", "SourceTexts"],
      swiftSettings: settings),
    // Shows and times what the encoder does (Benchmarks/encoder); for developers, not installed.
    .executableTarget(
      name: "encoder-probe", dependencies: ["LanguageRuntime", "SourceTexts"], swiftSettings: settings),
    // Shows what readers make of a document and breaks files for them; for developers, not installed.
    .executableTarget(
      name: "exercise-readers",
      dependencies: [
        "DocumentReaders", "Linguistics", "Pipeline", "SourceTexts", "StatementExtraction", "TestSupport",
      ],
      swiftSettings: settings),
    // Tests
    .target(
      name: "TestSupport", dependencies: ["DocumentReaders", "SourceTexts"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("SourceTextsTests", ["SourceTexts", "TestSupport"]),
    tests("ResourceTablesTests", ["ResourceTables", "TestSupport"]),
    tests("LinguisticsTests", ["Linguistics", "SourceTexts", "TestSupport"]),
    tests("FindingsTests", ["Findings", "SourceTexts", "TestSupport"]),
    tests("DocumentReadersTests", ["DocumentReaders", "ResourceTables", "SourceTexts", "TestSupport"]),
    tests("LanguageRuntimeTests", ["LanguageRuntime", "Linguistics", "SourceTexts", "TestSupport"]),
    tests("CodebookTests", ["Codebook", "ResourceTables", "Findings", "TestSupport"]),
    tests(
      "TemporalExtractionTests",
      [
        "TemporalExtraction", "Findings", "Linguistics", "LanguageRuntime", "SourceTexts", "Codebook", "ResourceTables",
        "TestSupport",
      ]),
    tests(
      "ActorExtractionTests",
      [
        "ActorExtraction", "Findings", "Linguistics", "LanguageRuntime", "SourceTexts", "Codebook", "ResourceTables",
        "TestSupport",
      ]),
    tests(
      "EventExtractionTests",
      [
        "EventExtraction", "Findings", "Linguistics", "LanguageRuntime", "SourceTexts", "Codebook", "ResourceTables",
        "ActorExtraction", "TestSupport",
      ]),
    tests(
      "StatementExtractionTests",
      [
        "StatementExtraction", "Findings", "Linguistics", "LanguageRuntime", "SourceTexts", "Codebook",
        "ResourceTables", "ActorExtraction", "TestSupport",
      ]),
    tests(
      "StoreTests",
      ["Store", "Analysis", "Findings", "SourceTexts", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("AnalysisTests", ["Analysis", "Findings", "ResourceTables", "SourceTexts", "TestSupport"]),
    tests("ExportsTests", ["Exports", "Analysis", "Findings", "SourceTexts", "TestSupport"]),
    tests("EvaluationTests", ["Evaluation"]),
    tests("EventReadingTests", ["EventReading", "Findings", "LanguageRuntime", "ResourceTables", "SourceTexts"]),
    tests(
      "PipelineTests",
      [
        "Pipeline", "Analysis", "Codebook", "Exports", "Findings", "SourceTexts", "Store", "DocumentReaders",
        "LanguageRuntime",
        "TestSupport",
      ]),
    tests(
      "WebServerTests",
      [
        "WebServer", "Pipeline", "Store", "Analysis", "Codebook", "Findings", "SourceTexts", "ResourceTables",
        "TestSupport", .product(name: "Hummingbird", package: "hummingbird"),
      ]),
    tests("CommandLineToolTests", ["entente", "TestSupport"]),
    tests("ArchitectureTests", ["TestSupport"]),
  ]
)
