package org.allmende.intake.csvw;

import java.math.BigDecimal;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import org.allmende.intake.csvw.BuiltinDatatype.Kind;

/// Which of two values is more, as XML Schema orders them.
final class Ordering {

  private static final DatatypeFactory XML = xml();

  private Ordering() {}

  /// Less than 0, 0 or more than 0; 0 too where values cannot be compared.
  static int compare(Kind kind, String one, String other) {
    try {
      return switch (kind) {
        case INTEGER, DECIMAL -> new BigDecimal(one).compareTo(new BigDecimal(other));
        case FLOATING -> Double.compare(floating(one), floating(other));
        case DATE_TIME ->
            determinate(
                XML.newXMLGregorianCalendar(one).compare(XML.newXMLGregorianCalendar(other)));
        case DURATION -> determinate(XML.newDuration(one).compare(XML.newDuration(other)));
        case TEXT, BINARY, BOOLEAN, OTHER -> 0;
      };
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  private static double floating(String lexical) {
    return switch (lexical) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(lexical);
    };
  }

  private static int determinate(int result) {
    return result == DatatypeConstants.INDETERMINATE ? 0 : result;
  }

  private static DatatypeFactory xml() {
    try {
      return DatatypeFactory.newInstance();
    } catch (DatatypeConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
