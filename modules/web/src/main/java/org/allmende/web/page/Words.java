package org.allmende.web.page;

import gg.jte.support.LocalizationSupport;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// The portal's words in one language, and numbers and dates as that language writes them. The
/// sentences stand in `messages_de.properties` and `messages_en.properties`, in the notation of
/// [MessageFormat].
public final class Words implements LocalizationSupport {

  /// German, the leading language.
  public static final Words GERMAN = new Words(Locale.GERMANY);

  /// English.
  public static final Words ENGLISH = new Words(Locale.UK);

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int DAY_LENGTH = 10;
  private static final int MOST_DECIMALS = 12;

  /// Digits with signs between them; with a zero before other digits it is a key.
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9.,]*)([.,][0-9]+)?");

  /// A day and time in ISO form.
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?");

  private final Locale locale;
  private final ResourceBundle bundle;
  private final DateTimeFormatter day;
  private final DateTimeFormatter readDay;
  private final DateTimeFormatter shortDay;
  private final DateTimeFormatter month;
  private final DateTimeFormatter moment;

  private Words(Locale locale) {
    this.locale = locale;
    bundle =
        ResourceBundle.getBundle(
            "org.allmende.web.page.messages",
            Locale.of(locale.getLanguage()),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    boolean german = locale.getLanguage().equals("de");
    day = DateTimeFormatter.ofPattern(german ? "dd.MM.yyyy" : "d MMMM yyyy", locale);
    readDay =
        DateTimeFormatter.ofPattern(german ? "d.M.uuuu" : "d MMMM uuuu", locale)
            .withResolverStyle(ResolverStyle.STRICT);
    shortDay = DateTimeFormatter.ofPattern("d. MMM".replace(".", german ? "." : ""), locale);
    month = DateTimeFormatter.ofPattern("MMMM yyyy", locale);
    moment =
        DateTimeFormatter.ofPattern(
            german ? "dd.MM.yyyy, HH:mm 'Uhr'" : "d MMMM yyyy, HH:mm", locale);
  }

  /// The words of a language tag; German where we do not speak it.
  public static Words of(String language) {
    return language.equals("en") ? ENGLISH : GERMAN;
  }

  /// The language's tag, `de` or `en`.
  public String language() {
    return locale.getLanguage();
  }

  /// A sentence, with values put in.
  public String t(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), locale).format(values);
  }

  /// Whether there is a sentence under a key; for keys made of data, such as codes of themes.
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// The text in this language.
  public String t(Text text) {
    return text.in(language());
  }

  @Override
  public String lookup(String key) {
    return bundle.getString(key);
  }

  /// A whole number with its thousands marked.
  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /// A number with at most one decimal.
  public String decimal(double number) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format(number);
  }

  /// A number with all its decimals.
  public String exact(BigDecimal number) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(Math.clamp(number.scale(), 0, MOST_DECIMALS));
    return format.format(number);
  }

  /// A value of a table: a number with decimals, a day and a moment as this language writes it,
  /// anything else as it is.
  public String value(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number when Double.isFinite(number) ->
          exact(BigDecimal.valueOf(number).stripTrailingZeros());
      case String text when text.length() == DAY_LENGTH -> date(text);
      case String text when MOMENT.matcher(text).matches() ->
          date(text) + ", " + text.substring(DAY_LENGTH + 1);
      default -> value.toString();
    };
  }

  /// What people call a day or a number in this language, as data have it: `2026-11-22`, `1761.5`;
  /// empty when the text is neither, or has that form already.
  public Optional<String> plain(String text) {
    return written(text).filter(plain -> !plain.equals(text));
  }

  private Optional<String> written(String text) {
    try {
      return Optional.of(LocalDate.parse(text, readDay).toString());
    } catch (DateTimeException _) {
      return NUMBER.matcher(text).matches() ? parsed(text) : Optional.empty();
    }
  }

  private Optional<String> parsed(String text) {
    var format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
    format.setParseBigDecimal(true);
    format.setStrict(true);
    var end = new ParsePosition(0);
    return format.parse(text, end) instanceof BigDecimal number && end.getIndex() == text.length()
        ? Optional.of(number.stripTrailingZeros().toPlainString())
        : Optional.empty();
  }

  /// A size in the unit people would say it in.
  public String bytes(long size) {
    if (size < 1000) {
      return number(size) + (language().equals("de") ? " Byte" : size == 1 ? " byte" : " bytes");
    }
    if (size < 1_000_000) {
      return number(Math.round(size / 1000.0)) + " KB";
    }
    return size < 1_000_000_000 ? decimal(size / 1e6) + " MB" : decimal(size / 1e9) + " GB";
  }

  /// An ISO 8601 year, month, day or moment as a day, month or year is written; the text itself
  /// when it is none of them.
  public String date(String iso) {
    try {
      return switch (iso.length()) {
        case 7 -> month.format(LocalDate.parse(iso + "-01"));
        case DAY_LENGTH -> day.format(LocalDate.parse(iso));
        default ->
            iso.length() > DAY_LENGTH
                ? day.format(LocalDate.parse(iso.substring(0, DAY_LENGTH)))
                : iso;
      };
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /// A day without its year.
  public String shortDate(String iso) {
    try {
      return shortDay.format(LocalDate.parse(iso.substring(0, Math.min(DAY_LENGTH, iso.length()))));
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /// A day.
  public String date(Instant instant) {
    return day.format(ZonedDateTime.ofInstant(instant, ZONE));
  }

  /// A day and time of day.
  public String moment(Instant instant) {
    return moment.format(ZonedDateTime.ofInstant(instant, ZONE));
  }
}
