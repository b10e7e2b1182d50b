package org.allmende.catalog.store;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Something that is done here, and by whom: what becomes a line of the [Trail].
///
/// @param by who does it: a person's login, `token:` and a token's name, [#COMMAND], or [#SIGN_IN]
/// @param what is done
/// @param tenant whose thing it is done to; empty for things of the whole installation
/// @param object what it is done to: a dataset's id, a login, a token's name, a source
/// @param detail what else there is to say, such as a role or a reason; may be empty
public record Deed(String by, What what, String tenant, String object, String detail) {

  /// Whoever runs commands in the data directory.
  public static final String COMMAND = "command";

  /// The groups that an identity provider names when somebody signs in.
  public static final String SIGN_IN = "sign-in";

  /// What tokens are called before their names.
  public static final String TOKEN = "token:";

  private static final int LONGEST = 500;

  private static final Set<What> TO_PERSONS =
      EnumSet.of(
          What.PERSON_ADDED,
          What.PERSON_CHANGED,
          What.PERSON_DISABLED,
          What.PERSON_ENABLED,
          What.PERSON_ERASED,
          What.LINK_MADE,
          What.PASSWORD_SET,
          What.ROLE_GIVEN,
          What.ROLE_TAKEN);

  /// What can be done.
  public enum What {
    DRAFTED,
    SUBMITTED,
    RETURNED,
    PLANNED,
    PLAN_CANCELLED,
    PLAN_FAILED,
    PUBLISHED,
    CHANGED,
    REPLACED,
    MENDED,
    WITHDRAWN,
    DISCARDED,
    ERASED,
    VERSION_REMOVED,
    PERSON_ADDED,
    PERSON_CHANGED,
    PERSON_DISABLED,
    PERSON_ENABLED,
    PERSON_ERASED,
    LINK_MADE,
    PASSWORD_SET,
    ROLE_GIVEN,
    ROLE_TAKEN,
    TOKEN_MADE,
    TOKEN_REVOKED,
    TENANT_ADDED,
    TENANT_CHANGED,
    SETTINGS_CHANGED,
    SOURCE_WRITTEN,
    SOURCE_REMOVED,
    SOURCE_RUN;

    /// The name used in JSON, in lower case.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Deed {
    by = shortened(by);
    object = shortened(object);
    detail = shortened(detail);
  }

  public Deed(String by, What what, String tenant, String object) {
    this(by, what, tenant, object, "");
  }

  /// The same without what was said besides.
  public Deed undetailed() {
    return new Deed(by, what, tenant, object);
  }

  /// The same with somebody called otherwise, who is not to be named any more.
  ///
  /// @param name as others saw them
  public Deed renamed(String login, String name, String pseudonym) {
    boolean about = TO_PERSONS.contains(what) && object.equals(login);
    return new Deed(
        by.equals(login) ? pseudonym : by,
        what,
        tenant,
        about ? pseudonym : object,
        called(called(detail, login, pseudonym), name, pseudonym));
  }

  private static String called(String text, String word, String pseudonym) {
    return text.isEmpty()
        ? text
        : Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(text)
            .replaceAll(pseudonym);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
