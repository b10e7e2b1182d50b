package org.allmende.web.page;

import java.util.List;

/// The people and tokens of a tenant, for its administrator.
///
/// @param formToken shows that the form came from here
/// @param path of the page
/// @param settings the page of what the tenant says of itself
/// @param sources path of the tenant's sources
/// @param trail path of the tenant's trail
/// @param tenant its name
/// @param note what has just happened; empty when nothing has
/// @param isRefused whether it has not been done
/// @param secret a link or token, shown this once; empty where none was made
/// @param members by their logins
/// @param tokens by their names
/// @param roles to choose from for a new member or token
/// @param fourEyes whether somebody else publishes what one has submitted
/// @param end the day a new token ends, unless said otherwise
public record PeoplePage(
    String formToken,
    String path,
    String settings,
    String sources,
    String trail,
    String tenant,
    String note,
    boolean isRefused,
    String secret,
    List<Member> members,
    List<Token> tokens,
    List<Choice> roles,
    boolean fourEyes,
    String end) {

  public PeoplePage {
    members = List.copyOf(members);
    tokens = List.copyOf(tokens);
    roles = List.copyOf(roles);
  }

  /// A member.
  ///
  /// @param roles to choose from, theirs chosen
  /// @param standing such as that they have set no password yet; may be empty
  /// @param linkable whether the reader may make a link for them
  /// @param self whether it is the reader
  public record Member(
      String login,
      String name,
      List<Choice> roles,
      String standing,
      boolean linkable,
      boolean self) {
    public Member {
      roles = List.copyOf(roles);
    }
  }

  /// A token.
  ///
  /// @param role in words
  /// @param expires in words
  /// @param used the last day it was used, in words
  public record Token(String name, String role, String expires, String used) {}
}
