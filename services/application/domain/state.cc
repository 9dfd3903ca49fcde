#include "services/application/domain/state.h"

namespace notary::application {

std::optional<State> Target(State state, Event event) {
  for (const Transition& t : kTransitions) {
    if (t.from == state && t.on == event) return t.to;
  }
  return std::nullopt;
}

bool Allows(State state, Event event, Actor actor) {
  for (const Transition& t : kTransitions) {
    if (t.from == state && t.on == event && t.by == actor) return true;
  }
  return false;
}

}  // namespace notary::application
