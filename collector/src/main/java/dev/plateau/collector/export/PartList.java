package dev.plateau.collector.export;

import dev.plateau.collector.log.RunEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a run's table, on the disk and in run.json. A part is listed after it is whole under
 * its name, and no longer listed before it goes. For one thread.
 */
final class PartList {
  private final RunEntry run;
  private final RunFolder folder;
  private final ExportFormat format;
  private final PartFormat files;
  private final Columns columns;
  private final List<Part> parts;
  private int next;
  private int written;

  PartList(RunEntry run, RunFolder folder, ExportFormat format, PartFormat files, Columns columns) {
    this.run = run;
    this.folder = folder;
    this.format = format;
    this.files = files;
    this.columns = columns;
    parts = new ArrayList<>(folder.file().manifest(format).parts());
  }

  /** How many files were written. */
  int written() {
    return written;
  }

  /** The lowest step; -1: there is none. */
  long firstStep() {
    return parts.isEmpty() ? -1 : parts.get(0).firstStep();
  }

  /** The highest step; -1: there is none. */
  long lastStep() {
    return parts.isEmpty() ? -1 : parts.get(parts.size() - 1).lastStep();
  }

  /** The highest step of what was put so far; -1: nothing was. */
  long lastPutStep() {
    return next == 0 ? -1 : parts.get(next - 1).lastStep();
  }

  /** Counts the parts that end before a step as put. */
  void keepBefore(long step) throws IOException {
    while (next < parts.size()
        && parts.get(next).lastStep() < step
        && folder.holds(parts.get(next))) {
      next++;
    }
  }

  /** The rows of the part that was to be put next, if the step is inside it. */
  @Nullable Block partWith(long step) throws IOException {
    if (next == parts.size() || parts.get(next).firstStep() >= step) {
      return null;
    }
    Part part = parts.get(next);
    return folder.holds(part) ? read(part) : null;
  }

  private Block read(Part part) throws IOException {
    return files.read(folder.path().resolve(part.file()), columns);
  }

  /** Makes the next part of these rows, unless it is there. */
  void put(Block block) throws IOException {
    String content = block.content();
    if (next < parts.size()) {
      Part there = parts.get(next);
      if (!there.content().equals(content)) {
        // What follows was cut from other rows; it goes after what takes its place is there.
        write(next++, block, content, false);
        dropFrom(next);
        return;
      }
      if (folder.holds(there)) {
        next++;
        return;
      }
    }
    write(next++, block, content, false);
  }

  private void write(int number, Block block, String content, boolean amended) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d.%s", number, format.extension());
    Path temporary = folder.temporary(name);
    files.write(block, temporary);
    Part part =
        new Part(
            name,
            block.size(),
            block.firstStep(),
            block.lastStep(),
            Files.size(temporary),
            RunFolder.sha256(temporary),
            content,
            amended);
    folder.seal(temporary, name);
    if (number == parts.size()) {
      parts.add(part);
    } else {
      parts.set(number, part);
    }
    written++;
    save(false, -1);
  }

  /** Puts rows that came too late for their parts into them; ascending, none above the last. */
  void amend(Block late) throws IOException {
    int from = 0;
    for (int number = 0; from < late.size(); number++) {
      Part part = parts.get(number);
      int to = from;
      while (to < late.size() && late.step(to) <= part.lastStep()) {
        to++;
      }
      if (to > from) {
        Block base = read(part);
        Window merged = new Window(columns, Long.MAX_VALUE);
        merged.add(base, 0, base.size());
        merged.add(late, from, to);
        Block amended = merged.cut(merged.size());
        if (!amended.content().equals(base.content())) {
          write(number, amended, part.content(), true);
        }
      }
      from = to;
    }
  }

  /** Says that this is all. */
  Manifest finish(long readToOffset) throws IOException {
    dropFrom(next);
    return save(true, readToOffset);
  }

  private void dropFrom(int number) throws IOException {
    if (number == parts.size()) {
      return;
    }
    List<Part> dropped = List.copyOf(parts.subList(number, parts.size()));
    parts.subList(number, parts.size()).clear();
    save(false, -1);
    for (Part part : dropped) {
      folder.delete(part);
    }
  }

  private Manifest save(boolean complete, long readToOffset) throws IOException {
    Manifest manifest =
        new Manifest(
            complete,
            readToOffset,
            complete ? Manifest.registered(run) : "",
            columns.asMap(),
            parts,
            0);
    folder.save(folder.file().with(run.json(), format, manifest));
    return manifest;
  }
}
