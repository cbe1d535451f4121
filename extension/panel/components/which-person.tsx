// Codes of several people came at once: the person at the desk says who is meant, nobody else can.
import type { CardText } from "../card-texts";
import { usePanelContext } from "../context";
import { groupedId } from "../format";

interface WhichPersonProps {
  people: readonly CardText[];
  /** @param chosen undefined when it is none of them */
  choose(event: Event, chosen: CardText | undefined): void;
}

export function WhichPerson({ people, choose }: WhichPersonProps) {
  const { t } = usePanelContext();
  return (
    <section class="section which-person" role="alert" data-testid="which-person">
      <p class="failure-text">{t("whichPerson_title", { count: people.length })}</p>
      <ul>
        {people.map((person) => (
          <li key={person.idNumber}>
            <button type="button" data-testid={`person-${person.idNumber}`} onClick={(event) => choose(event, person)}>
              {person.name !== undefined && <strong>{person.name}</strong>} <span class="value">{groupedId(person.idNumber)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="link start" data-testid="person-none" onClick={(event) => choose(event, undefined)}>
        {t("whichPerson_none")}
      </button>
    </section>
  );
}
