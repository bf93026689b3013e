package dev.plateau.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the protocol may know. */
@AnalyzeClasses(packages = "dev.plateau", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {
  @ArchTest
  static final ArchRule PROTOCOL_KNOWS_ONLY_ITS_CODECS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.plateau.protocol..",
              "java.lang..",
              "java.io",
              "java.math",
              "java.nio..",
              "java.time..",
              "java.util..",
              "com.google.protobuf..",
              "com.fasterxml.jackson.core..",
              "org.jspecify..")
          .because("trainers and collectors of any kind carry it");

  @ArchTest
  static final ArchRule WIRE_STAYS_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.plateau.protocol.wire")
          .and()
          .haveNameNotMatching(".*\\.ProtobufCodec(\\$.*)?")
          .and()
          .resideOutsideOfPackage("com.google.protobuf..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.plateau.protocol.wire", "com.google.protobuf..")
          .because("generated classes are a way to write, not what the project speaks in");
}
