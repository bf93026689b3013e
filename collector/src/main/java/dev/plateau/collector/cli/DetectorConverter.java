package dev.plateau.collector.cli;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.protocol.NearestName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A phase detector, chosen by its name with version. */
final class DetectorConverter implements ITypeConverter<DetectorKind> {
  @Override
  public DetectorKind convert(String name) {
    return DetectorKind.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "unknown detector '"
                        + name
                        + "'"
                        + NearestName.hint(name, DetectorKind.labels())));
  }
}
