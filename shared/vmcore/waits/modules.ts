/** Waits for modules: for one that another task loads or unloads, and for the last reference to one that is unloaded. */
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import { only } from './names.ts';
import { whichHolds } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';

const LOADS = /^(idempotent_init_module|module_patient_check_exists|add_unformed_module|load_module)$/;
/** Who runs an initialisation keeps those waiting that want the same module; so does who frees one (kernel/module/main.c, 6.1 to 7.2). */
const KEEPS_WAITING = /^(do_init_module|do_one_initcall|free_module)$/;
const PUTS = /^(mod_kobject_put|mod_sysfs_teardown|mod_sysfs_setup|free_module)$/;

export function moduleWait(facts: Facts, trace: TaskTrace): WaitTarget | undefined {
  const own = facts.frames(trace.task).slice(0, 12);
  if (!own.some((name) => LOADS.test(name)) || own.some((name) => KEEPS_WAITING.test(name))) return undefined;
  const keeps = (task: Task): boolean =>
    task !== trace.task && facts.frames(task).some((name) => KEEPS_WAITING.test(name));
  const others = facts.list.tasks.filter(keeps);
  const what = 'a module that another task loads or unloads';
  const [one] = others;
  if (one !== undefined && others.length === 1) return { kind: 'module', what, holders: [one] };
  const unknown =
    others.length === 0 ? 'nobody loads or unloads one' : `${others.length} modules are being loaded or unloaded`;
  return { kind: 'module', what, holders: [], unknown };
}

/** The end of a module's object in sysfs: `struct module_kobject` names the completion (kernel/module/sysfs.c `mod_kobject_put()`, 6.1 to 7.2). */
export async function moduleObjectWait(
  facts: Facts,
  trace: TaskTrace,
  completion: bigint,
): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  if (!facts.frames(trace.task).some((name) => PUTS.test(name.replace(/\..*/, '')))) return undefined;
  const type = kernel.types.find('module');
  const named = type?.field('mkobj.kobj_completion')?.offsetBytes;
  const object = type?.field('mkobj.kobj')?.offsetBytes;
  const modules = kernel.modules.list;
  const address = await whichHolds(
    kernel,
    modules.map((module) => module.address),
    named,
    completion,
  );
  const module = modules.find((one) => one.address === address);
  if (module === undefined || object === undefined) return undefined;
  const what = `the last reference to ${module.name}, to unload it`;
  const maybe = facts.othersAt(trace.task, module.address + BigInt(object));
  return { kind: 'module', what, address: completion, ...only(maybe, 'references are counted, not named') };
}
