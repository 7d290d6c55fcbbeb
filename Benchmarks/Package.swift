// swift-tools-version: 6.1
// Speed of LanguageRuntime beside spaCy's; not part of the product's build. `Benchmarks/run` does everything.
import PackageDescription

let package = Package(
  name: "entente-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "entente", path: "..")],
  targets: [
    .executableTarget(
      name: "runtime-benchmark", dependencies: [.product(name: "LanguageRuntime", package: "entente")])
  ]
)
