package dev.plateau.collector.reproduce.plot;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A white page that is painted on by AWT and kept as SVG. The same strokes give the same bytes. */
final class SvgCanvas {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final int DIGITS_AFTER_THE_POINT = 2;

  private final SVGGraphics2D graphics;
  private final int width;
  private final int height;

  /** A page of as many pixels. */
  SvgCanvas(int width, int height) {
    this.width = width;
    this.height = height;
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setPrecision(DIGITS_AFTER_THE_POINT);
    context.setComment(null);
    graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK has no XML documents: " + e.getMessage(), e);
    }
  }

  /** What is painted with. */
  Graphics2D graphics() {
    return graphics;
  }

  /**
   * Writes what was painted.
   *
   * @param description for those who do not see it
   */
  void write(Path file, String description) throws IOException {
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
    root.setAttribute("role", "img");
    Element title = root.getOwnerDocument().createElementNS(NAMESPACE, "title");
    title.setTextContent(description);
    root.insertBefore(title, root.getFirstChild());
    root.setAttribute("font-family", "sans-serif");
    Files.writeString(file, text(root));
  }

  /** The JDK's own writer, since Batik's asks readers for a document type on the web. */
  private static String text(Element root) throws IOException {
    StringWriter svg = new StringWriter();
    try {
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      writer.setOutputProperty(OutputKeys.INDENT, "yes");
      writer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "0");
      writer.transform(new DOMSource(root), new StreamResult(svg));
    } catch (TransformerException e) {
      throw new IOException("a picture cannot be written as XML: " + e.getMessage(), e);
    }
    return svg.toString().replace(System.lineSeparator(), "\n");
  }
}
