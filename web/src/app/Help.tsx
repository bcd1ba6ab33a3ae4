import { useEffect, useRef } from "preact/hooks";
import { KEYS } from "./keys.ts";

/** The keyboard help, a modal dialog. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="help-body">
        <header>
          <h2 id="help-title">Keyboard</h2>
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
        </header>
        <div class="help-groups">
          {KEYS.map(({ group, keys }) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {keys.map(([combination, what]) => (
                  <div key={what}>
                    <dt>
                      {combination.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </dialog>
  );
}
