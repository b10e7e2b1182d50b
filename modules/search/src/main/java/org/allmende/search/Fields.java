package org.allmende.search;

import java.util.List;

/// The fields of the index.
public final class Fields {

  /// Raise it whenever an index written before would answer differently.
  public static final int SCHEMA = 5;

  /// The dataset's id, `tenant/slug`.
  public static final String ID = "id";

  /// A number from the id that puts hits that are equal otherwise in an order that stays.
  public static final String TIE = "tie";

  public static final String URI = "uri";
  public static final String TITLE = "title";
  public static final String KEYWORD = "keyword";
  public static final String DESCRIPTION = "description";

  /// What is known around it: publisher, places, themes, columns, files.
  public static final String CONTEXT = "context";

  /// The words in its tables, without their order.
  public static final String DATA = "data";

  /// The texts that say what it is, each with the order of its words, the weightiest first.
  public static final List<String> TEXTS = List.of(TITLE, KEYWORD, DESCRIPTION, CONTEXT);

  /// Every term of those texts once, with how much the dataset is about it, see [Impacts].
  public static final String WORD = "word";

  /// The terms of its title and keywords, in the same way.
  public static final String NAMED = "named";

  /// Where single words are looked for that say what it is.
  public static final List<String> SAID = List.of(WORD);

  /// Where single words are looked for.
  public static final List<String> ANYWHERE = List.of(WORD, DATA);

  /// The whole title, folded.
  public static final String WHOLE_TITLE = "wholeTitle";

  /// The beginnings of the words of titles.
  public static final String BEGINNING = "beginning";

  /// Whole keywords, folded, with their spelling behind.
  public static final String WHOLE_KEYWORD = "wholeKeyword";

  /// Official keys of the places covered, and of all places around them.
  public static final String PLACE_KEY = "placeKey";

  public static final String PUBLISHER = "publisherName";
  public static final String LICENSE = "licenseUri";
  public static final String COLUMN = "columnName";
  public static final String MODIFIED = "modified";

  /// When the store last changed it, in milliseconds.
  public static final String CHANGED = "changed";

  public static final String COVERAGE = "coverage";

  /// The years the data are about, told by their periods or else by the title.
  public static final String YEARS = "years";

  public static final String BOX = "box";
  public static final String SORT_TITLE = "sortTitle";

  /// How complete the description is, 0 to 100.
  public static final String STANDING = "standing";

  private Fields() {}
}
