package org.allmende.catalog.store;

import java.util.Locale;

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
    VERSION_REMOVED,
    PERSON_ADDED,
    PERSON_CHANGED,
    PERSON_DISABLED,
    PERSON_ENABLED,
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

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
