package org.allmende.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Where a list of hits goes on: after the hit that has these values in the fields it is sorted by.
/// What is published meanwhile moves no hit that has been seen; by relevance a hit may move a
/// little, since words become rarer or more common.
public final class Onward {

  private static final char SEPARATOR = '\u001f';
  private static final int PARTS = 3;

  private Onward() {}

  /// The word for the place after a hit.
  public static String after(Sort sort, ScoreDoc hit) {
    Object[] fields = ((FieldDoc) hit).fields;
    String first =
        switch (sort) {
          case RELEVANCE -> Integer.toHexString(Float.floatToIntBits((float) fields[0]));
          case MODIFIED, CHANGED -> Long.toString((long) fields[0]);
          case TITLE -> text(fields[0]);
        };
    String place = sort.name() + SEPARATOR + first + SEPARATOR + fields[1];
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : ((BytesRef) value).utf8ToString();
  }

  /// What Lucene goes on after.
  ///
  /// @throws SearchIndex.WrongPlace when the word is not one of these, or of another order
  public static @Nullable FieldDoc read(Sort sort, @Nullable String word) {
    if (word == null) {
      return null;
    }
    try {
      return place(sort, word);
    } catch (IllegalArgumentException e) {
      throw new SearchIndex.WrongPlace(e);
    }
  }

  private static FieldDoc place(Sort sort, String word) {
    String place = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
    String[] parts = place.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != PARTS || !parts[0].equals(sort.name())) {
      throw new IllegalArgumentException("not a place in this list: " + word);
    }
    Object first =
        switch (sort) {
          case RELEVANCE -> Float.intBitsToFloat(Integer.parseUnsignedInt(parts[1], 16));
          case MODIFIED, CHANGED -> Long.parseLong(parts[1]);
          case TITLE -> new BytesRef(parts[1]);
        };
    return new FieldDoc(
        Integer.MAX_VALUE, Float.NaN, new Object[] {first, Long.parseLong(parts[2])});
  }
}
