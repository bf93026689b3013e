package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Sheet;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A sheet that was drawn, read back: what a viewer would paint. */
final class DrawnSvg {
  private static final Pattern TO = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

  /** How long lines in legends are. */
  private static final double LEGEND_LINE = 18;

  private final String text;
  private final Document document;

  private DrawnSvg(String text) {
    this.text = text;
    try {
      document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("no XML: " + e.getMessage(), e);
    }
  }

  /** Draws plots. */
  static DrawnSvg of(Path folder, int columns, Plot... plots) throws IOException {
    Path file = folder.resolve("sheet.svg");
    SheetPicture.write(new Sheet("", "A caption", columns, List.of(plots)), file);
    return new DrawnSvg(Files.readString(file));
  }

  /** The file. */
  String text() {
    return text;
  }

  Element root() {
    return document.getDocumentElement();
  }

  /** All texts that are painted. */
  List<String> labels() {
    return painted("text").stream().map(text -> text.getTextContent().strip()).toList();
  }

  /** The text with these words. */
  Element label(String words) {
    return painted("text").stream()
        .filter(text -> text.getTextContent().strip().equals(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no text '" + words + "' in " + labels()));
  }

  /** The lines of plots, each a list of its parts; not the short ones of legends. */
  List<List<List<double[]>>> lines() {
    return painted("path").stream()
        .filter(path -> path.getAttribute("fill").equals("none"))
        .map(DrawnSvg::parts)
        .filter(parts -> !isOfLegend(parts))
        .toList();
  }

  private static boolean isOfLegend(List<List<double[]>> parts) {
    List<double[]> points = parts.get(0);
    return points.size() == 2
        && points.get(0)[1] == points.get(1)[1]
        && Math.abs(points.get(1)[0] - points.get(0)[0] - LEGEND_LINE) < 0.1;
  }

  /** Paths that are filled and have no curves: bands. */
  List<Element> bands() {
    return painted("path").stream()
        .filter(path -> !path.getAttribute("fill").equals("none"))
        .filter(path -> path.getAttribute("d").matches("[^CQ]*"))
        .toList();
  }

  /** Paths that are filled and have curves: dots. */
  List<Element> dots() {
    return painted("path").stream()
        .filter(path -> !path.getAttribute("fill").equals("none"))
        .filter(path -> path.getAttribute("d").contains("C"))
        .toList();
  }

  private static List<List<double[]>> parts(Element path) {
    List<List<double[]>> parts = new ArrayList<>();
    String data = path.getAttribute("d");
    Matcher to = TO.matcher(data);
    while (to.find()) {
      if (data.charAt(to.start()) == 'M') {
        parts.add(new ArrayList<>());
      }
      parts
          .get(parts.size() - 1)
          .add(new double[] {Double.parseDouble(to.group(1)), Double.parseDouble(to.group(2))});
    }
    return parts;
  }

  /** Squares of one size that are filled with a colour, by it: {@code rgb(1,2,3)} to x, y. */
  Map<String, List<double[]>> squares(double size) {
    Map<String, List<double[]>> squares = new TreeMap<>();
    for (Element rect : painted("rect")) {
      if (number(rect, "width") == size && number(rect, "height") == size) {
        String fill = inherited(rect, "fill");
        if (!fill.equals("none")) {
          squares
              .computeIfAbsent(fill, color -> new ArrayList<>())
              .add(new double[] {number(rect, "x"), number(rect, "y")});
        }
      }
    }
    return squares;
  }

  /** Elements of a name that are filled with a colour. */
  List<Element> filled(String name, String color) {
    return painted(name).stream()
        .filter(element -> inherited(element, "fill").equals(color))
        .toList();
  }

  /** Where marks of a length stand below the horizontal axis. */
  List<Double> marksAcross(double length) {
    return painted("line").stream()
        .filter(line -> number(line, "x1") == number(line, "x2"))
        .filter(line -> Math.abs(number(line, "y1") - number(line, "y2")) == length)
        .map(line -> number(line, "x1"))
        .sorted()
        .toList();
  }

  /** All elements of a name that are painted, so not those that clip. */
  List<Element> painted(String name) {
    List<Element> elements = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (!element.getParentNode().getNodeName().equals("clipPath")) {
        elements.add(element);
      }
    }
    return elements;
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** An attribute of an element, or of the nearest around it that has it. */
  static String inherited(Element element, String attribute) {
    for (Node node = element; node instanceof Element at; node = node.getParentNode()) {
      if (at.hasAttribute(attribute)) {
        return at.getAttribute(attribute);
      }
    }
    return "";
  }
}
