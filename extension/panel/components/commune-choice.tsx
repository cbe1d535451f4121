// An old commune lies in several of today's: the person at the desk says in which, with the hamlet before their eyes.
import type { CommuneQuestion } from "../../background/reception/state";
import type { AddressCandidate } from "../../plan/types";
import { usePanelContext } from "../context";

interface OfferProps {
  candidate: AddressCandidate;
  isChosen: boolean;
  choose(event: Event): void;
}

function Offer({ candidate, isChosen, choose }: OfferProps) {
  const { t } = usePanelContext();
  const { province, commune, reason, detail } = candidate;
  return (
    <label class="tick commune">
      <input type="radio" name="commune" data-testid={`commune-${commune.code}`} checked={isChosen} onClick={choose} />
      <span>
        <strong>{`${commune.name}, ${province.name}`}</strong>
        <span class="hint">{t(`commune_${reason}`)}</span>
        {detail !== "" && <span class="hint">{t("commune_detail", { detail })}</span>}
      </span>
    </label>
  );
}

export function CommuneChoice({ question, preview }: { question: CommuneQuestion; preview: number }) {
  const { t, act } = usePanelContext();
  const { text, candidates, chosen } = question;
  return (
    <fieldset class="communes" data-testid="communes" data-chosen={chosen ?? ""}>
      <legend>{t("commune_title")}</legend>
      <p class="hint">{t("commune_text", { text })}</p>
      {candidates.map((candidate) => (
        <Offer
          key={candidate.commune.code}
          candidate={candidate}
          isChosen={candidate.commune.code === chosen}
          choose={(event) => act(event, { type: "communeChosen", preview, code: candidate.commune.code })}
        />
      ))}
    </fieldset>
  );
}
