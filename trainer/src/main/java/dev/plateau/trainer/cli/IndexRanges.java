package dev.plateau.trainer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Indices of inputs as people write them: {@code 5-14,17}, both ends included. */
final class IndexRanges implements ITypeConverter<List<Integer>> {
  private static final Pattern RANGE = Pattern.compile(" *(\\d{1,9})(?:-(\\d{1,9}))? *");
  private static final int MOST = 10_000_000;

  @Override
  public List<Integer> convert(String text) {
    List<Integer> indices = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        throw refused(text);
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (last < first || last - first >= MOST) {
        throw refused(text);
      }
      for (int index = first; index <= last; index++) {
        indices.add(index);
      }
    }
    return indices;
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException("'" + text + "' is no list of indices such as 5-14,17");
  }
}
